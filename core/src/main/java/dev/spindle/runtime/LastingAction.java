package dev.spindle.runtime;

/** What a timer does even if its scheduler has ended meanwhile; then on a thread of the JDK's. */
public interface LastingAction extends Runnable {}
