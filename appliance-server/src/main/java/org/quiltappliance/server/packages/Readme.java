package org.quiltappliance.server.packages;

import org.quiltappliance.server.contents.Hash;

/** The text of an object that is the README of a revision; its first 640 KB at most. */
record Readme(Hash hash, String text) {}
