package dev.spindle.examples.webflux;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the demo; {@code application.properties} has the defaults.
 *
 * @param scheduler what runs the handlers that block
 * @param orders how many orders there are to be; missing ones are made at the start
 * @param data the directory of the embedded database
 * @param sendBuffer how much of an answer may wait in the kernel for a client that does not read
 * @param roundsPerMillisecond how much arithmetic {@code /work} takes for a millisecond of a processor; 0 measures it at the start
 */
@ConfigurationProperties("demo")
record DemoProperties(
        SchedulerName scheduler, long orders, Path data, DataSize sendBuffer, long roundsPerMillisecond) {}
