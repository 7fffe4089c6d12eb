package dev.spindle.channel;

/**
 * Counts over the life of a channel. They are kept only where a thread has to wait anyway, so they cost nothing to an
 * operation that can go on at once; operations of a select that waits are not counted.
 *
 * @param parkedSends how many sends had to wait, for want of a receiver or of room
 * @param parkedReceives how many receives had to wait for an element
 */
public record ChannelStats(long parkedSends, long parkedReceives) {}
