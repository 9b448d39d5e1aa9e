package dev.throughline;

import dev.throughline.v1.Interaction;
import dev.throughline.v1.PushResult;

/**
 * What became of one item. Either result or error is set.
 *
 * @param item the item as it was added
 * @param result the server's word; its index is that within its batch
 * @param error it is not known to be stored, and is not sent again
 */
public record IngestResult(Interaction item, PushResult result, ThroughlineException error) {}
