package org.quiltappliance.server.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a route that is written with a final slash; it answers without it, too. All others refuse one. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface FinalSlash {}
