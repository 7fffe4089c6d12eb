/** An application that uses Spindle's modules from outside. */
module dev.spindle.moduletests {
    requires dev.spindle.core;
    requires dev.spindle.reactor;
    requires dev.spindle.rxjava;
    requires static org.jspecify;
}
