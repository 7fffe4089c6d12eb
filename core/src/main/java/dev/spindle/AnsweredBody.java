package dev.spindle;

/** A body for which somebody answers to others who wait for its end: it is told where it never begins. */
interface AnsweredBody extends GoBody {

    /** In place of the run, as the runtime was closed first; on the thread that closes it. Must not block. */
    void neverRan();
}
