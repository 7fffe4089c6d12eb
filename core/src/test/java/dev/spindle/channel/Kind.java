package dev.spindle.channel;

import dev.spindle.Go;

/** The kinds of thread that may use a channel. */
public enum Kind {
    PLATFORM {
        @Override
        public void start(Runnable body) {
            Thread.ofPlatform().daemon().start(body);
        }
    },
    VIRTUAL {
        @Override
        public void start(Runnable body) {
            Thread.startVirtualThread(body);
        }
    },
    GOROUTINE {
        @Override
        public void start(Runnable body) {
            Go.go(body::run);
        }
    };

    public abstract void start(Runnable body);
}
