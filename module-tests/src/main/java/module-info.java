/** An application that uses Spindle's modules from outside. */
module dev.spindle.moduletests {
    requires dev.spindle.core;
    requires dev.spindle.reactor;
    requires static org.jspecify;
}
