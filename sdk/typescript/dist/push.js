import { create, toBinary } from "@bufbuild/protobuf";
import { ThroughlineError } from "./errors.js";
import { AccountSchema, CommercialRecordSchema, LocationSchema } from "./gen/throughline/v1/commerce_pb.js";
import { InteractionSchema, PushResultSchema, PushStatus, ViolationReason } from "./gen/throughline/v1/ingestion_pb.js";
// The limits of one batch. The server's own limit is 4 MiB a message.
export const maxBatchItems = 1000;
export const maxBatchBytes = 3 << 20;
export const maxItemBytes = (4 << 20) - 4096; // what fits a message together with its envelope
export const itemOverhead = 8; // tag and length of an item in its batch
/** What became of pushed items. */
export class PushReport {
    /** One for each item, in order; index counts through all items. */
    results = [];
    accepted = 0;
    updated = 0;
    duplicate = 0;
    conflict = 0;
    rejected = 0;
    /** The items that were not stored. */
    get failures() {
        return this.results.filter((r) => r.status === PushStatus.CONFLICT || r.status === PushStatus.REJECTED);
    }
    /** Counts the answer to the batch that begins at start. */
    add(start, answer) {
        for (const result of answer.results) {
            result.index += start;
            this.results.push(result);
        }
        for (const status of ["accepted", "updated", "duplicate", "conflict", "rejected"]) {
            this[status] += Number(answer.counts?.[status] ?? 0);
        }
    }
}
/** Why a push ended early, and what became of the items before. */
export class PushError extends ThroughlineError {
    report;
    constructor(from, report) {
        super(from.cause, from.requestId);
        this.report = report;
        this.name = "PushError";
    }
}
function kind(schema, id) {
    return { id: (item) => id(item) ?? "", size: (item) => toBinary(schema, create(schema, item)).length };
}
export const pushKinds = {
    interactions: kind(InteractionSchema, (i) => i.externalId),
    accounts: kind(AccountSchema, (a) => a.accountId),
    locations: kind(LocationSchema, (l) => l.locationId),
    commercialRecords: kind(CommercialRecordSchema, (r) => r.recordId),
};
/** See Client.pushInteractions. */
export async function push(kind, items, send) {
    const report = new PushReport();
    let batch = [];
    let bytes = 0;
    let start = 0;
    const flush = async () => {
        if (batch.length > 0) {
            try {
                report.add(start, await send(batch));
            }
            catch (reason) {
                throw reason instanceof ThroughlineError ? new PushError(reason, report) : reason;
            }
        }
        start += batch.length;
        batch = [];
        bytes = 0;
    };
    for (const item of items) {
        const size = kind.size(item);
        if (size > maxItemBytes) {
            await flush();
            report.results.push(tooLarge(start, kind.id(item)));
            report.rejected++;
            start++;
            continue;
        }
        if (batch.length === maxBatchItems || (batch.length > 0 && bytes + size + itemOverhead > maxBatchBytes)) {
            await flush();
        }
        batch.push(item);
        bytes += size + itemOverhead;
    }
    await flush();
    return report;
}
/** What becomes of an item that no message can hold. */
export function tooLarge(index, id) {
    return create(PushResultSchema, {
        index,
        id,
        status: PushStatus.REJECTED,
        violations: [
            {
                reason: ViolationReason.TOO_LONG,
                description: "the item is larger than a message may be, 4 MiB; it must be smaller",
            },
        ],
    });
}
