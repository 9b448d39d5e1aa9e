package dev.throughline;

/**
 * Counts of items.
 *
 * @param waiting added, with no result yet
 * @param accepted new and stored
 * @param duplicate were stored already, as after an answer that got lost
 * @param conflict another content is stored under their identity
 * @param rejected break a rule
 * @param dropped found the queue full
 * @param failed ended with an error
 */
public record IngesterStats(long waiting, long accepted, long duplicate, long conflict, long rejected, long dropped, long failed) {}
