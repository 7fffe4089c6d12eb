package dev.spindle.channel;

/**
 * Counts over the life of a channel. They are kept only where an operation cannot go on at once, so they cost nothing to
 * one that can. A select that waits is not counted.
 *
 * @param parkedSends how many sends had to wait, for want of a receiver or of room
 * @param parkedReceives how many receives had to wait for an element
 * @param dropped how many elements were dropped because the buffer was full or the channel cancelled
 */
public record ChannelStats(long parkedSends, long parkedReceives, long dropped) {}
