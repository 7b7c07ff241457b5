/**
 * Proves that nothing acknowledged is ever lost: people push while the process of the registry is killed, again and again,
 * and afterwards a judge compares what is there with what was acknowledged. Words: a round is one kill with its restart, a
 * stage is a home folder with its database and its storage, a journal holds what must or may be there. An answer that
 * never came promises nothing; an answer that came promises everything. Entries: {@code KillIT} and {@code Soak}.
 */
@NullMarked
package org.quiltappliance.server.reliability;

import org.jspecify.annotations.NullMarked;
