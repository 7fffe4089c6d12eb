package dev.spindle.benchmarks.harness;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which way a figure improves. */
public enum Better {
    @JsonProperty("lower")
    LOWER,
    @JsonProperty("higher")
    HIGHER;

    /** Whether {@code a} is the better one of two figures. */
    boolean isBetter(double a, double b) {
        return this == LOWER ? a < b : a > b;
    }

    /** How many times as much {@code ours} costs as {@code theirs}: less than 1 is better, whichever way the figures go. */
    double cost(double ours, double theirs) {
        return this == LOWER ? ours / theirs : theirs / ours;
    }
}
