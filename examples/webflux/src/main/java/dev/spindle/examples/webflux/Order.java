package dev.spindle.examples.webflux;

/**
 * An order, as a row and as JSON.
 *
 * @param id from 1, without gaps
 * @param customer who ordered
 * @param item what
 * @param quantity how many
 * @param cents the price of one
 */
record Order(long id, String customer, String item, int quantity, long cents) {}
