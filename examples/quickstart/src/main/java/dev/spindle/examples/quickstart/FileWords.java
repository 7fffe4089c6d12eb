package dev.spindle.examples.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The words of one file.
 *
 * <p>A word is a longest run of the bytes A to Z and a to z, in lower case; whatever the file's encoding, other bytes are
 * not part of any. A file with a zero byte in its first 8 KiB is binary, and has no words.
 *
 * @param binary whether the file was left out
 * @param bytes its length as read, 0 if it was left out
 * @param tally its words
 */
record FileWords(boolean binary, long bytes, Tally tally) {

    private static final int HEAD_BYTES = 8 << 10;
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int LONGEST_WORD = 1 << 30;

    /** Reads a file by plain blocking calls, from its beginning to its end. */
    static FileWords read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    static FileWords read(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int n = in.readNBytes(buffer, 0, HEAD_BYTES);
        for (int i = 0; i < n; i++) {
            if (buffer[i] == 0) {
                return new FileWords(true, 0, new Tally());
            }
        }
        Scan scan = new Scan();
        long bytes = 0;
        while (n > 0) {
            bytes += n;
            scan.accept(buffer, n);
            n = in.read(buffer);
        }
        return new FileWords(false, bytes, scan.end());
    }

    /** Goes through the bytes; a word may begin in one buffer and end in another. */
    private static final class Scan {
        private final Tally tally = new Tally();
        private byte[] word = new byte[32];
        private int length;

        void accept(byte[] buffer, int n) throws IOException {
            for (int i = 0; i < n; i++) {
                int lower = buffer[i] | 0x20;
                if (lower >= 'a' && lower <= 'z') {
                    append((byte) lower);
                } else if (length > 0) {
                    endWord();
                }
            }
        }

        private void append(byte letter) throws IOException {
            if (length == word.length) {
                if (length == LONGEST_WORD) {
                    throw new IOException("it has a word of more than 1 GiB");
                }
                word = Arrays.copyOf(word, length * 2);
            }
            word[length++] = letter;
        }

        private void endWord() {
            tally.add(new String(word, 0, length, StandardCharsets.US_ASCII));
            length = 0;
        }

        Tally end() {
            if (length > 0) {
                endWord();
            }
            return tally;
        }
    }
}
