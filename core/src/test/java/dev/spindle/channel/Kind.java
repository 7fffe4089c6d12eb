package dev.spindle.channel;

import dev.spindle.Go;

/** The kinds of thread that may use a channel. */
enum Kind {
    PLATFORM {
        @Override
        void start(Runnable body) {
            Thread.ofPlatform().daemon().start(body);
        }
    },
    VIRTUAL {
        @Override
        void start(Runnable body) {
            Thread.startVirtualThread(body);
        }
    },
    GOROUTINE {
        @Override
        void start(Runnable body) {
            Go.go(body::run);
        }
    };

    abstract void start(Runnable body);
}
