import { type MessageInitShape } from "@bufbuild/protobuf";
import { ThroughlineError } from "./errors.js";
import { AccountSchema, CommercialRecordSchema, LocationSchema } from "./gen/throughline/v1/commerce_pb.js";
import { InteractionSchema, type PushCounts, type PushResult } from "./gen/throughline/v1/ingestion_pb.js";
/** What may be given where an interaction is asked for: a message, or an object with its fields. */
export type InteractionInit = MessageInitShape<typeof InteractionSchema>;
/** As InteractionInit. */
export type AccountInit = MessageInitShape<typeof AccountSchema>;
/** As InteractionInit. */
export type LocationInit = MessageInitShape<typeof LocationSchema>;
/** As InteractionInit. */
export type CommercialRecordInit = MessageInitShape<typeof CommercialRecordSchema>;
export declare const maxBatchItems = 1000;
export declare const maxBatchBytes: number;
export declare const maxItemBytes: number;
export declare const itemOverhead = 8;
/** What became of pushed items. */
export declare class PushReport {
    /** One for each item, in order; index counts through all items. */
    readonly results: PushResult[];
    accepted: number;
    updated: number;
    duplicate: number;
    conflict: number;
    rejected: number;
    /** The items that were not stored. */
    get failures(): PushResult[];
    /** Counts the answer to the batch that begins at start. */
    add(start: number, answer: Pushed): void;
}
/** Why a push ended early, and what became of the items before. */
export declare class PushError extends ThroughlineError {
    readonly report: PushReport;
    constructor(from: ThroughlineError, report: PushReport);
}
interface Pushed {
    results: PushResult[];
    counts?: PushCounts | undefined;
}
interface Kind<Item> {
    id(item: Item): string;
    size(item: Item): number;
}
export declare const pushKinds: {
    interactions: Kind<import("./gen/throughline/v1/ingestion_pb.js").Interaction | {
        readonly $typeName?: never;
        name?: string;
        sourceSystem?: string;
        externalId?: string;
        source?: string;
        channel?: string;
        occurredAt?: (import("@bufbuild/protobuf/wkt").Timestamp | {
            readonly $typeName?: never;
            seconds?: bigint;
            nanos?: number;
        }) | undefined;
        receivedAt?: (import("@bufbuild/protobuf/wkt").Timestamp | {
            readonly $typeName?: never;
            seconds?: bigint;
            nanos?: number;
        }) | undefined;
        customerId?: string;
        accountId?: string;
        locationId?: string;
        productLine?: string;
        attributes?: {
            [key: string]: string;
        };
        turns?: (import("./gen/throughline/v1/ingestion_pb.js").Turn | {
            readonly $typeName?: never;
            speaker?: import("./gen/throughline/v1/common_pb.js").Speaker;
            text?: string;
        })[];
        language?: string;
        unsupportedLanguage?: boolean;
    }>;
    accounts: Kind<import("./gen/throughline/v1/commerce_pb.js").Account | {
        readonly $typeName?: never;
        name?: string;
        accountId?: string;
        householdId?: string;
        segment?: string;
        annualValue?: (import("./gen/throughline/v1/common_pb.js").Money | {
            readonly $typeName?: never;
            amountMinor?: bigint;
            currency?: string;
        }) | undefined;
        renewalDate?: string;
        productLine?: string;
        homeLocation?: string;
        attributes?: {
            [key: string]: string;
        };
    }>;
    locations: Kind<import("./gen/throughline/v1/commerce_pb.js").Location | {
        readonly $typeName?: never;
        name?: string;
        locationId?: string;
        displayName?: string;
        region?: string;
        attributes?: {
            [key: string]: string;
        };
    }>;
    commercialRecords: Kind<import("./gen/throughline/v1/commerce_pb.js").CommercialRecord | {
        readonly $typeName?: never;
        name?: string;
        recordId?: string;
        accountId?: string;
        kind?: string;
        status?: string;
        amount?: (import("./gen/throughline/v1/common_pb.js").Money | {
            readonly $typeName?: never;
            amountMinor?: bigint;
            currency?: string;
        }) | undefined;
        occurredAt?: (import("@bufbuild/protobuf/wkt").Timestamp | {
            readonly $typeName?: never;
            seconds?: bigint;
            nanos?: number;
        }) | undefined;
        locationId?: string;
        touchpoint?: string;
        attributes?: {
            [key: string]: string;
        };
    }>;
};
/** See Client.pushInteractions. */
export declare function push<Item>(kind: Kind<Item>, items: Item[], send: (batch: Item[]) => Promise<Pushed>): Promise<PushReport>;
/** What becomes of an item that no message can hold. */
export declare function tooLarge(index: number, id: string): PushResult;
export {};
