/**
 * What the appliance tells of itself: logs, what is hidden from them, how much room the disk has, and figures of a run.
 * {@link TrafficMeter} counts and does nothing else; {@link Sampler} makes a {@link MetricsReading} of that. Rules: {@code
 * control-panel.md} 5.6, SE-2, sections 17 and 18.
 */
@NullMarked
package org.quiltappliance.server.monitoring;

import org.jspecify.annotations.NullMarked;
