/**
 * The Java client of Throughline: push what customers said, read and watch the continuity alerts that
 * come out, and verify webhooks.
 *
 * <p>{@link dev.throughline.Client} calls every method of the API, and adds what their use needs:
 * batches that fit, pages that follow one another, a watch that resumes, a buffered ingester. Every
 * call has a deadline, is authenticated with the API key, and is tried again where that is safe.
 * Every error of a call is a {@link dev.throughline.ThroughlineException}.
 */
package dev.throughline;
