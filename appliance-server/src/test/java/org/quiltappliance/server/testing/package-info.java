/**
 * What tests share: a registry started for a test, people and packages to fill it with, and clients that ask it as the
 * real ones do. Nothing here uses production code to work out what is expected.
 */
@NullMarked
package org.quiltappliance.server.testing;

import org.jspecify.annotations.NullMarked;
