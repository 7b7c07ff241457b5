"""Runs the client's commands in children of an interpreter that has its libraries loaded already: loading them takes longer than
most commands. The client itself is loaded anew by each child, as it looks at its surroundings when it is loaded.

    python warm.py SOCKET

Each connection asks for one command by a line of JSON: the arguments (a script and its own, or -c and a program), the whole
environment, the folder, and the files for standard input, output and errors. Answers a line with the number of the process, and
one with its exit code. Says "ready" when it can be asked, and ends when its standard input does.
"""
import json
import os
import runpy
import select
import signal
import socket
import sys

import appdirs  # noqa: F401
import pandas  # noqa: F401
import pyarrow  # noqa: F401
import requests  # noqa: F401
import tqdm  # noqa: F401
import yaml  # noqa: F401


def next_command(listener):
    """Waits for commands; comes back in the child that is to run one."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        ready, _, _ = select.select([listener, 0], [], [])
        if 0 in ready and not os.read(0, 1):
            os._exit(0)
        if listener not in ready:
            continue
        connection, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            return forked(connection)
        connection.close()


def forked(connection):
    """One child runs the command, and its parent tells how it ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with connection.makefile("r", encoding="utf-8") as lines:
        command = json.loads(lines.readline())
    child = os.fork()
    if child == 0:
        connection.close()
        return command
    connection.sendall(b"%d\n" % child)
    _, status = os.waitpid(child, 0)
    connection.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def take_over(command):
    """Makes this process the one that was asked for."""
    for number, name, flags in (
        (0, "in", os.O_RDONLY),
        (1, "out", os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
        (2, "err", os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
    ):
        opened = os.open(command[name], flags, 0o644)
        os.dup2(opened, number)
        os.close(opened)
    os.environ.clear()
    os.environ.update(command["environment"])
    os.chdir(command["folder"])


server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
server.listen(16)
print("ready", flush=True)
task = next_command(server)
take_over(task)
sys.argv = task["arguments"]
if sys.argv[0] == "-c":
    program = sys.argv.pop(1)
    sys.path[0] = ""
    exec(compile(program, "<string>", "exec"), {"__name__": "__main__", "__builtins__": __builtins__})
else:
    sys.path[0] = os.path.dirname(sys.argv[0])
    runpy.run_path(sys.argv[0], run_name="__main__")
