import type { GenEnum, GenFile, GenMessage } from "@bufbuild/protobuf/codegenv2";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file throughline/v1/common.proto.
 */
export declare const file_throughline_v1_common: GenFile;
/**
 * Money is an exact amount of one currency. Amounts of different currencies are never added up.
 *
 * @generated from message throughline.v1.Money
 */
export type Money = Message<"throughline.v1.Money"> & {
    /**
     * Amount in the currency's minor unit: cents for USD, yen for JPY. May be negative.
     *
     * @generated from field: int64 amount_minor = 1;
     */
    amountMinor: bigint;
    /**
     * ISO 4217 code, upper case.
     *
     * @generated from field: string currency = 2 [features.utf8_validation = NONE];
     */
    currency: string;
};
/**
 * Describes the message throughline.v1.Money.
 * Use `create(MoneySchema)` to create a new message.
 */
export declare const MoneySchema: GenMessage<Money>;
/**
 * Seam is a handoff: an ordered pair of touchpoints of the journey map. Where customers are
 * bounced between the two, direction is how most tell it and no more than that.
 *
 * @generated from message throughline.v1.Seam
 */
export type Seam = Message<"throughline.v1.Seam"> & {
    /**
     * Id of the touchpoint where the journey was before the handoff.
     *
     * @generated from field: string from_touchpoint = 1;
     */
    fromTouchpoint: string;
    /**
     * Id of the touchpoint where it should have gone on.
     *
     * @generated from field: string to_touchpoint = 2;
     */
    toTouchpoint: string;
};
/**
 * Describes the message throughline.v1.Seam.
 * Use `create(SeamSchema)` to create a new message.
 */
export declare const SeamSchema: GenMessage<Seam>;
/**
 * TouchpointProbability is the probability that a side is one touchpoint.
 *
 * @generated from message throughline.v1.TouchpointProbability
 */
export type TouchpointProbability = Message<"throughline.v1.TouchpointProbability"> & {
    /**
     * Id of a touchpoint of the journey map.
     *
     * @generated from field: string touchpoint = 1;
     */
    touchpoint: string;
    /**
     * 0 to 1.
     *
     * @generated from field: double probability = 2;
     */
    probability: number;
};
/**
 * Describes the message throughline.v1.TouchpointProbability.
 * Use `create(TouchpointProbabilitySchema)` to create a new message.
 */
export declare const TouchpointProbabilitySchema: GenMessage<TouchpointProbability>;
/**
 * TouchpointKindProbability is the probability that a side is of one kind.
 *
 * @generated from message throughline.v1.TouchpointKindProbability
 */
export type TouchpointKindProbability = Message<"throughline.v1.TouchpointKindProbability"> & {
    /**
     * The kind.
     *
     * @generated from field: throughline.v1.TouchpointKind kind = 1;
     */
    kind: TouchpointKind;
    /**
     * 0 to 1.
     *
     * @generated from field: double probability = 2;
     */
    probability: number;
};
/**
 * Describes the message throughline.v1.TouchpointKindProbability.
 * Use `create(TouchpointKindProbabilitySchema)` to create a new message.
 */
export declare const TouchpointKindProbabilitySchema: GenMessage<TouchpointKindProbability>;
/**
 * FailureModeProbability is the probability that a handoff broke in one way.
 *
 * @generated from message throughline.v1.FailureModeProbability
 */
export type FailureModeProbability = Message<"throughline.v1.FailureModeProbability"> & {
    /**
     * The failure mode.
     *
     * @generated from field: throughline.v1.FailureMode failure_mode = 1;
     */
    failureMode: FailureMode;
    /**
     * 0 to 1.
     *
     * @generated from field: double probability = 2;
     */
    probability: number;
};
/**
 * Describes the message throughline.v1.FailureModeProbability.
 * Use `create(FailureModeProbabilitySchema)` to create a new message.
 */
export declare const FailureModeProbabilitySchema: GenMessage<FailureModeProbability>;
/**
 * Quote is a customer's exact words: a span of the stored, redacted text of one turn. It is
 * copied from there and never generated.
 *
 * @generated from message throughline.v1.Quote
 */
export type Quote = Message<"throughline.v1.Quote"> & {
    /**
     * The words.
     *
     * @generated from field: string text = 1;
     */
    text: string;
    /**
     * Resource name of the mention that the words belong to: "tenants/{tenant}/mentions/{mention}".
     *
     * @generated from field: string mention = 2;
     */
    mention: string;
    /**
     * The source system's id of the interaction, with source_system.
     *
     * @generated from field: string external_id = 3;
     */
    externalId: string;
    /**
     * The system that the interaction came from.
     *
     * @generated from field: string source_system = 4;
     */
    sourceSystem: string;
    /**
     * Call, chat, ticket, survey, review and so on, as the source said.
     *
     * @generated from field: string source = 5;
     */
    source: string;
    /**
     * Channel, as the source said.
     *
     * @generated from field: string channel = 6;
     */
    channel: string;
    /**
     * Location id, or empty.
     *
     * @generated from field: string location_id = 7;
     */
    locationId: string;
    /**
     * When the interaction happened.
     *
     * @generated from field: google.protobuf.Timestamp occurred_at = 8;
     */
    occurredAt?: Timestamp | undefined;
    /**
     * Index into the interaction's turns, from 0. Always a customer's turn.
     *
     * @generated from field: int32 turn = 9;
     */
    turn: number;
    /**
     * Byte offset of the first byte into that turn's text.
     *
     * @generated from field: int32 start_offset = 10;
     */
    startOffset: number;
    /**
     * Byte offset past the last byte.
     *
     * @generated from field: int32 end_offset = 11;
     */
    endOffset: number;
    /**
     * The interaction, "tenants/{tenant}/interactions/{interaction}"; empty in what was measured
     * before quotes named it.
     *
     * @generated from field: string interaction = 12;
     */
    interaction: string;
};
/**
 * Describes the message throughline.v1.Quote.
 * Use `create(QuoteSchema)` to create a new message.
 */
export declare const QuoteSchema: GenMessage<Quote>;
/**
 * Speaker says who spoke a turn. Only what customers say is read for broken handoffs; what
 * others say is context.
 *
 * @generated from enum throughline.v1.Speaker
 */
export declare enum Speaker {
    /**
     * Not set. Refused in what is pushed.
     *
     * @generated from enum value: SPEAKER_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * The customer, or someone who speaks for them.
     *
     * @generated from enum value: SPEAKER_CUSTOMER = 1;
     */
    CUSTOMER = 1,
    /**
     * A person who works for the company.
     *
     * @generated from enum value: SPEAKER_AGENT = 2;
     */
    AGENT = 2,
    /**
     * A machine that talks with the customer.
     *
     * @generated from enum value: SPEAKER_BOT = 3;
     */
    BOT = 3,
    /**
     * Anything the system inserted: notes, timestamps, transfers.
     *
     * @generated from enum value: SPEAKER_SYSTEM = 4;
     */
    SYSTEM = 4
}
/**
 * Describes the enum throughline.v1.Speaker.
 */
export declare const SpeakerSchema: GenEnum<Speaker>;
/**
 * TouchpointKind is the class of a touchpoint: how a customer meets the business there.
 *
 * @generated from enum throughline.v1.TouchpointKind
 */
export declare enum TouchpointKind {
    /**
     * Not known: the customer does not name that side.
     *
     * @generated from enum value: TOUCHPOINT_KIND_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * Website, online form, portal.
     *
     * @generated from enum value: TOUCHPOINT_KIND_WEB = 1;
     */
    WEB = 1,
    /**
     * Mobile app.
     *
     * @generated from enum value: TOUCHPOINT_KIND_APP = 2;
     */
    APP = 2,
    /**
     * E-mail, SMS, letter or push notification from the company.
     *
     * @generated from enum value: TOUCHPOINT_KIND_MESSAGE = 3;
     */
    MESSAGE = 3,
    /**
     * Chat with a person or a bot.
     *
     * @generated from enum value: TOUCHPOINT_KIND_CHAT = 4;
     */
    CHAT = 4,
    /**
     * Contact-centre agent, helpline, phone menu.
     *
     * @generated from enum value: TOUCHPOINT_KIND_PHONE = 5;
     */
    PHONE = 5,
    /**
     * A named agent, advisor, broker, case manager or adjuster.
     *
     * @generated from enum value: TOUCHPOINT_KIND_ADVISOR = 6;
     */
    ADVISOR = 6,
    /**
     * Store, branch, counter, dealer desk, pickup point, cash machine.
     *
     * @generated from enum value: TOUCHPOINT_KIND_STORE = 7;
     */
    STORE = 7,
    /**
     * Processing, claims, underwriting, fraud or warehouse team.
     *
     * @generated from enum value: TOUCHPOINT_KIND_BACKOFFICE = 8;
     */
    BACKOFFICE = 8,
    /**
     * Courier, driver, post.
     *
     * @generated from enum value: TOUCHPOINT_KIND_DELIVERY = 9;
     */
    DELIVERY = 9,
    /**
     * Another company: merchant, bureau, insurer, contractor.
     *
     * @generated from enum value: TOUCHPOINT_KIND_PARTNER = 10;
     */
    PARTNER = 10,
    /**
     * Public social media.
     *
     * @generated from enum value: TOUCHPOINT_KIND_SOCIAL = 11;
     */
    SOCIAL = 11
}
/**
 * Describes the enum throughline.v1.TouchpointKind.
 */
export declare const TouchpointKindSchema: GenEnum<TouchpointKind>;
/**
 * FailureMode says how a handoff broke.
 *
 * @generated from enum throughline.v1.FailureMode
 */
export declare enum FailureMode {
    /**
     * Not known.
     *
     * @generated from enum value: FAILURE_MODE_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * The customer must repeat, re-enter or start over.
     *
     * @generated from enum value: FAILURE_MODE_CONTEXT_LOST = 1;
     */
    CONTEXT_LOST = 1,
    /**
     * Each side sends the customer to the other.
     *
     * @generated from enum value: FAILURE_MODE_BOUNCED = 2;
     */
    BOUNCED = 2,
    /**
     * One side shows a state that the other does not have.
     *
     * @generated from enum value: FAILURE_MODE_STATE_MISMATCH = 3;
     */
    STATE_MISMATCH = 3,
    /**
     * The customer is directed to a place that cannot do it.
     *
     * @generated from enum value: FAILURE_MODE_DEAD_END = 4;
     */
    DEAD_END = 4,
    /**
     * Each side gives other instructions or reasons.
     *
     * @generated from enum value: FAILURE_MODE_CONFLICTING_ANSWERS = 5;
     */
    CONFLICTING_ANSWERS = 5,
    /**
     * What one side promised, the next does not honour.
     *
     * @generated from enum value: FAILURE_MODE_PROMISE_DROPPED = 6;
     */
    PROMISE_DROPPED = 6,
    /**
     * Documents or the case vanish between two sides.
     *
     * @generated from enum value: FAILURE_MODE_LOST_BETWEEN = 7;
     */
    LOST_BETWEEN = 7
}
/**
 * Describes the enum throughline.v1.FailureMode.
 */
export declare const FailureModeSchema: GenEnum<FailureMode>;
/**
 * Located says how many sides of a broken handoff the customer's words name.
 *
 * @generated from enum throughline.v1.Located
 */
export declare enum Located {
    /**
     * Not set.
     *
     * @generated from enum value: LOCATED_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * Both sides.
     *
     * @generated from enum value: LOCATED_BOTH = 1;
     */
    BOTH = 1,
    /**
     * One side.
     *
     * @generated from enum value: LOCATED_ONE = 2;
     */
    ONE = 2,
    /**
     * Neither.
     *
     * @generated from enum value: LOCATED_NONE = 3;
     */
    NONE = 3
}
/**
 * Describes the enum throughline.v1.Located.
 */
export declare const LocatedSchema: GenEnum<Located>;
