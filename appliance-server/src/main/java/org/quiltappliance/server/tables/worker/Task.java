package org.quiltappliance.server.tables.worker;

/**
 * One thing to do.
 *
 * @param memoryMegabytes what the engine may take for its work
 * @param seconds after which it is to give up
 */
public record Task(int memoryMegabytes, int threads, int seconds, Work work) {}
