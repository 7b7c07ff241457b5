/**
 * Brings the data of an original Quilt 2 registry over: its PostgreSQL database in the final state of its migrations ({@code
 * registry-api.md} section 5) and its bucket. The original is only read, in one snapshot. What comes, comes whole or not at
 * all, package by package; what is here already stays as it is, so the same can be done again at any time. Whatever does not
 * come is told with its reason.
 */
@NullMarked
package org.quiltappliance.server.quilt2;

import org.jspecify.annotations.NullMarked;
