package org.quiltappliance.server.process;

/** How the user or the system asks a process to end: Ctrl+C, SIGTERM, the end of the terminal. */
public interface Interrupts {

    /** From now on calls the work each time somebody asks. */
    void call(Runnable work);
}
