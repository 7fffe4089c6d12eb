package dev.spindle.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileWordsTest {

    private static FileWords read(byte[] content) throws IOException {
        return FileWords.read(new ByteArrayInputStream(content));
    }

    private static FileWords read(String content) throws IOException {
        return read(content.getBytes(StandardCharsets.UTF_8));
    }

    private static String words(FileWords file) {
        StringBuilder out = new StringBuilder();
        for (Tally.Entry entry : file.tally().top(Integer.MAX_VALUE)) {
            out.append(entry.word()).append('=').append(entry.count()).append(' ');
        }
        return out.toString().trim();
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "'The the THE', the=3",
        "'a-b_c1d', a=1 b=1 c=1 d=1",
        "'naïve Zürich', na=1 rich=1 ve=1 z=1",
        "'@A[Z`a{z', a=2 z=2",
        "'x y\r\nx\ry', x=2 y=2",
    })
    void read_ofText_findsRunsOfLetters(String content, String expected) throws IOException {
        assertThat(words(read(content))).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void read_ofAnyByte_takesLettersOnly() throws IOException {
        byte[] all = new byte[255];
        for (int i = 0; i < 255; i++) {
            all[i] = (byte) (i + 1);
        }
        assertThat(words(read(all))).isEqualTo("abcdefghijklmnopqrstuvwxyz=2");
    }

    @Test
    void read_ofAWordAcrossBuffers_keepsItWhole() throws IOException {
        for (int before : new int[] {8190, 8192, 65_534, 65_536, 73_726, 200_000}) {
            FileWords file = read(" ".repeat(before) + "Boundary" + " ".repeat(10));
            assertThat(words(file)).isEqualTo("boundary=1");
            assertThat(file.bytes()).isEqualTo(before + 18);
        }
        String longWord = "Q".repeat(300_000);
        assertThat(words(read(longWord))).isEqualTo("q".repeat(300_000) + "=1");
    }

    @Test
    void read_ofAZeroByteInTheHead_isBinary() throws IOException {
        byte[] content = "word ".repeat(4000).getBytes(StandardCharsets.US_ASCII);
        content[8191] = 0;
        FileWords binary = read(content);
        assertThat(binary.binary()).isTrue();
        assertThat(binary.bytes()).isZero();
        assertThat(binary.tally().words()).isZero();
    }

    @Test
    void read_ofAZeroByteBehindTheHead_isText() throws IOException {
        byte[] content = "word ".repeat(4000).getBytes(StandardCharsets.US_ASCII);
        content[8194] = 0; // a space
        FileWords text = read(content);
        assertThat(text.binary()).isFalse();
        assertThat(text.bytes()).isEqualTo(20_000);
        assertThat(words(text)).isEqualTo("word=4000");
    }

    @Test
    void read_ofNoFile_fails() {
        assertThatThrownBy(() -> FileWords.read(Path.of("no-such-file"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void top_ofEqualCounts_isAlphabetical() throws IOException {
        Tally tally = read("b b a a c d d d").tally();
        assertThat(tally.top(3)).extracting(Tally.Entry::word).containsExactly("d", "a", "b");
        assertThat(tally.top(0)).isEmpty();
        assertThat(tally.differentWords()).isEqualTo(4);
        assertThat(tally.words()).isEqualTo(8);
    }
}
