package dev.spindle.channel;

import dev.spindle.runtime.WaitReason;

/** What a thread that waits in this package waits for, in the words of Go's traceback. */
enum ChannelWait implements WaitReason {
    RECEIVE("chan receive"),
    SEND("chan send"),
    RECEIVE_NEVER("chan receive (nil chan)"),
    SEND_NEVER("chan send (nil chan)"),
    SELECT("select");

    private final String words;

    ChannelWait(String words) {
        this.words = words;
    }

    @Override
    public String waitReason() {
        return words;
    }
}
