#!/usr/bin/env python3
"""measure.py IMAGE DIST PAGE [--write]: see measure.sh."""
import json
import os
import pathlib
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

RUNS = 5
LIMIT = 120
PAUSE = 0.005
IDLE = 5
TICKS = os.sysconf('SC_CLK_TCK')
TITLE = '## The installed program'


def free_ports():
    sockets = [socket.create_server(('127.0.0.1', 0)) for _ in range(2)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def cpu_seconds(process):
    """Of that process, whose threads are all in one."""
    fields = pathlib.Path(f'/proc/{process.pid}/stat').read_text().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident_megabytes(process):
    text = pathlib.Path(f'/proc/{process.pid}/status').read_text()
    return int(re.search(r'VmRSS:\s+(\d+) kB', text)[1]) * 1024 / 1e6


def answers(port):
    try:
        with urllib.request.urlopen(f'http://localhost:{port}/healthcheck', timeout=5) as answer:
            return answer.read() == b'ok'
    except OSError:
        return False


def asked(home, command):
    """What it answers over its channel; nothing while it is not there."""
    try:
        with socket.socket(socket.AF_UNIX) as channel:
            channel.settimeout(5)
            channel.connect(str(home / 'run/control.sock'))
            channel.sendall(json.dumps({'command': command}).encode() + b'\n')
            return json.loads(channel.makefile().readline() or '{}')
    except OSError:
        return {}


def shows_window(home):
    return asked(home, 'show').get('shown', False)


def runs(home):
    return asked(home, 'status').get('state') == 'RUNNING'


def once(program, arguments, is_ready, settings):
    """Starts it in a home folder of its own. Gives seconds until it is ready, processor time until then, and memory once idle."""
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder) / 'home'
        home.mkdir(mode=0o700)
        # Somebody has answered the questions of the first run.
        (home / 'appliance.env').write_text(f'APPLIANCE_MODE=test\n{settings}')
        registry, catalog = free_ports()
        around = dict(os.environ, APPLIANCE_HOME=str(home), APPLIANCE_REGISTRY_PORT=str(registry), APPLIANCE_CATALOG_PORT=str(catalog))
        before = time.monotonic()
        process = subprocess.Popen([program, *arguments], env=around, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while not is_ready(home, registry):
                if process.poll() is not None or time.monotonic() - before > LIMIT:
                    sys.exit(f'{program} did not become ready.')
                time.sleep(PAUSE)
            ready = time.monotonic() - before, cpu_seconds(process)
            time.sleep(IDLE)
            return *ready, resident_megabytes(process)
        finally:
            process.terminate()
            process.wait()


def cell(values, unit, form='{:.2f}'):
    return (f'{form.format(statistics.median(values))} {unit}'
            f' ({form.format(min(values))} {unit} to {form.format(max(values))} {unit})')


def starts(name, aim, program, arguments, is_ready, archive, settings=''):
    """A row with the archive, and one without; by turns, so that other load falls on both."""
    aside = archive.with_suffix('.aside')
    rows = {True: [], False: []}
    for _ in range(RUNS):
        for shared in rows:
            if not shared:
                archive.rename(aside)
            try:
                rows[shared].append(once(program, arguments, is_ready, settings))
            finally:
                if not shared:
                    aside.rename(archive)
    return [f'| {name}{"" if shared else ", without archives of classes"} | {aim if shared else "–"} | '
            + ' | '.join((cell([one[0] for one in runs], 's'), cell([one[1] for one in runs], 's'),
                          cell([one[2] for one in runs], 'MB', '{:.0f}'))) + ' |' for shared, runs in rows.items()]


def page(image, dist):
    load = os.getloadavg()[0]
    note = '' if load < 2 else ' So only the ratios say something; to be measured again on a quiet computer.'
    lines = [TITLE, '', f'Made by `installers/measure.sh --write`; {load:.1f} processes were busy before.{note}', '',
             '| file | size |', '| --- | --- |']
    lines += [f'| `{path.name}` | {path.stat().st_size / 1e6:.0f} MB |' for path in sorted(dist.iterdir())
              if path.suffix in ('.deb', '.rpm', '.gz', '.msi', '.dmg')]
    installed = sum(path.lstat().st_size for path in image.rglob('*') if path.is_file())
    lines += [f'| installed, with the archives of classes | {installed / 1e6:.0f} MB |', '',
              'The aim is a package under 200 MB, and under 300 MB resident with the window open and the registry idle. Starts, each in a new home folder:', '',
              f'| start | aim | ready, median of {RUNS} | processor time | resident, idle |', '| --- | --- | --- | --- | --- |']
    archive = image / 'lib/app/program.jsa'
    lines += starts('headless, to a good health check', 'under 3 s', image / 'bin/quilt-appliance-command',
                    ['start', '--mode', 'test'], lambda home, port: answers(port), archive)
    lines += starts('control panel, to its window', 'under 3 s', image / 'bin/quilt-appliance-window', [],
                    lambda home, port: shows_window(home), archive)
    lines += starts('control panel, to a registry that runs, with `APPLIANCE_START_ON_OPEN`', 'under 5 s',
                    image / 'bin/quilt-appliance-window', [], lambda home, port: runs(home), archive, 'APPLIANCE_START_ON_OPEN=true\n')
    return '\n'.join(lines) + '\n'


def main(image, dist, file, *more):
    made = page(pathlib.Path(image), pathlib.Path(dist))
    print(made)
    if '--write' in more:
        whole = pathlib.Path(file)
        before, _, after = whole.read_text().partition(TITLE + '\n')
        rest = after[after.index('\n## ') + 1:] if '\n## ' in after else ''
        whole.write_text('\n\n'.join(part.strip('\n') for part in (before, made, rest) if part.strip()) + '\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
