/**
 * Mail to people: its texts, the outbox table it is written to in the same transaction as the change it tells of, and
 * its delivery by SMTP with repeats. Nothing but a mail is lost when the mail server is dead (defect D38). Texts and
 * subjects: {@code registry-api.md} 3.8.
 */
@NullMarked
package org.quiltappliance.server.mail;

import org.jspecify.annotations.NullMarked;
