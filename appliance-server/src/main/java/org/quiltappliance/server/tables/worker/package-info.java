/**
 * The process that reads tables, and what is said to it. It takes one task after the other from its standard input, each a frame
 * of JSON, and answers on its standard output; it ends when its input does. Nothing of a table is believed: the engine in here may
 * be led to crash or to eat all it gets, so this knows nothing of the registry, opens nothing but the files of the task, and is
 * bounded and killed from outside ({@code docs/adr/0015-tables.md}).
 */
@NullMarked
package org.quiltappliance.server.tables.worker;

import org.jspecify.annotations.NullMarked;
