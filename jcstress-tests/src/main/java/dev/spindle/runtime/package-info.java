/** Memory-ordering arguments of the runtime, each with an outcome that is forbidden and names the bug. */
package dev.spindle.runtime;
