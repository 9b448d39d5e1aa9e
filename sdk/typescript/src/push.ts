import { create, toBinary, type DescMessage, type MessageInitShape } from "@bufbuild/protobuf";
import type { ConnectError } from "@connectrpc/connect";

import type { CallOptions, CoreClient } from "./client.js";
import { ThroughlineError } from "./errors.js";
import { AccountSchema, CommercialRecordSchema, LocationSchema } from "./gen/throughline/v1/commerce_pb.js";
import { IngestionService, InteractionSchema, PushResultSchema, PushStatus, ViolationReason, type PushCounts, type PushResult } from "./gen/throughline/v1/ingestion_pb.js";

/** What may be given where an interaction is asked for: a message, or an object with its fields. */
export type InteractionInit = MessageInitShape<typeof InteractionSchema>;
/** As InteractionInit. */
export type AccountInit = MessageInitShape<typeof AccountSchema>;
/** As InteractionInit. */
export type LocationInit = MessageInitShape<typeof LocationSchema>;
/** As InteractionInit. */
export type CommercialRecordInit = MessageInitShape<typeof CommercialRecordSchema>;

// The limits of one batch. The server's own limit is 4 MiB a message.
export const maxBatchItems = 1000;
export const maxBatchBytes = 3 << 20;
export const maxItemBytes = (4 << 20) - 4096; // what fits a message together with its envelope
export const itemOverhead = 8; // tag and length of an item in its batch

/** What became of pushed items. */
export class PushReport {
  /** One for each item, in order; index counts through all items. */
  readonly results: PushResult[] = [];
  accepted = 0;
  updated = 0;
  duplicate = 0;
  conflict = 0;
  rejected = 0;

  /** The items that were not stored. */
  get failures(): PushResult[] {
    return this.results.filter((r) => r.status === PushStatus.CONFLICT || r.status === PushStatus.REJECTED);
  }

  /** Counts the answer to the batch that begins at start. */
  add(start: number, answer: Pushed): void {
    for (const result of answer.results) {
      result.index += start;
      this.results.push(result);
    }
    for (const status of ["accepted", "updated", "duplicate", "conflict", "rejected"] as const) {
      this[status] += Number(answer.counts?.[status] ?? 0);
    }
  }
}

/** Why a push ended early, and what became of the items before. */
export class PushError extends ThroughlineError {
  constructor(
    from: ThroughlineError,
    readonly report: PushReport,
  ) {
    super(from.cause as ConnectError, from.requestId);
    this.name = "PushError";
  }
}

interface Pushed {
  results: PushResult[];
  counts?: PushCounts | undefined;
}

interface Kind<Item> {
  id(item: Item): string;
  size(item: Item): number;
}

function kind<S extends DescMessage>(schema: S, id: (item: MessageInitShape<S>) => string | undefined): Kind<MessageInitShape<S>> {
  return { id: (item) => id(item) ?? "", size: (item) => toBinary(schema, create(schema, item)).length };
}

export const pushKinds = {
  interactions: kind(InteractionSchema, (i) => i.externalId),
  accounts: kind(AccountSchema, (a) => a.accountId),
  locations: kind(LocationSchema, (l) => l.locationId),
  commercialRecords: kind(CommercialRecordSchema, (r) => r.recordId),
};

/** See Client.pushInteractions. */
export async function push<Item>(kind: Kind<Item>, items: Item[], send: (batch: Item[]) => Promise<Pushed>): Promise<PushReport> {
  const report = new PushReport();
  let batch: Item[] = [];
  let bytes = 0;
  let start = 0;
  const flush = async () => {
    if (batch.length > 0) {
      try {
        report.add(start, await send(batch));
      } catch (reason) {
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

/** Client.pushInteractions for a client that has not every service at hand. */
export function pushInteractions(client: CoreClient, items: InteractionInit[], options?: CallOptions): Promise<PushReport> {
  const ingestion = client.service(IngestionService);
  return push(pushKinds.interactions, items, (interactions) => ingestion.pushInteractions({ interactions }, options));
}

/** What becomes of an item that no message can hold. */
export function tooLarge(index: number, id: string): PushResult {
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
