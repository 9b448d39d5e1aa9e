// Package jobs holds the workers that move work through the pipeline: understanding what was
// ingested, evaluating each tenant, and sending deliveries. The rows that wait in Postgres are
// the queue; a worker that dies loses nothing, because its effect and the row's removal are one
// transaction. Signals between workers of one process only save the wait for the next look.
package jobs
