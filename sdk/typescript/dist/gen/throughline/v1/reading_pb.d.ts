import type { GenEnum, GenFile, GenMessage } from "@bufbuild/protobuf/codegenv2";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { FailureMode, Money, Quote, Seam } from "./common_pb.js";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file throughline/v1/reading.proto.
 */
export declare const file_throughline_v1_reading: GenFile;
/**
 * Reading is what is measured of a cluster over a window of days. Each number opens onto the
 * list behind it; the lists are left out of the basic view of an alert, the numbers never are.
 *
 * @generated from message throughline.v1.Reading
 */
export type Reading = Message<"throughline.v1.Reading"> & {
    /**
     * When it was taken.
     *
     * @generated from field: google.protobuf.Timestamp read_at = 1;
     */
    readAt?: Timestamp | undefined;
    /**
     * The days that it covers.
     *
     * @generated from field: throughline.v1.Window window = 2;
     */
    window?: Window | undefined;
    /**
     * The cluster's seam at that time.
     *
     * @generated from field: throughline.v1.Seam seam = 3;
     */
    seam?: Seam | undefined;
    /**
     * How the handoff breaks, as most members told it.
     *
     * @generated from field: throughline.v1.FailureMode failure_mode = 4;
     */
    failureMode: FailureMode;
    /**
     * Whether customers are sent back and forth, so that direction is how most tell it.
     *
     * @generated from field: bool bounced = 5;
     */
    bounced: boolean;
    /**
     * How well the cluster's members agree on the seam, 0 to 1.
     *
     * @generated from field: double consistency = 6;
     */
    consistency: number;
    /**
     * Interactions that happened in the window. A copy does not count: see copies.
     *
     * @generated from field: int32 interaction_count = 7;
     */
    interactionCount: number;
    /**
     * People who are known: one customer on call, ticket and survey is one voice. An interaction
     * that names an account and no customer is the voice of a customer of that account who is heard
     * in the window, else the account's. See also unidentified_voice_count.
     *
     * @generated from field: int32 voice_count = 8;
     */
    voiceCount: number;
    /**
     * Distinct customers.
     *
     * @generated from field: int32 customer_count = 9;
     */
    customerCount: number;
    /**
     * Distinct accounts.
     *
     * @generated from field: int32 account_count = 10;
     */
    accountCount: number;
    /**
     * Distinct accounts of segment "high_value".
     *
     * @generated from field: int32 high_value_account_count = 11;
     */
    highValueAccountCount: number;
    /**
     * Distinct households.
     *
     * @generated from field: int32 household_count = 12;
     */
    householdCount: number;
    /**
     * Distinct locations.
     *
     * @generated from field: int32 location_count = 13;
     */
    locationCount: number;
    /**
     * Distinct UTC days with a complaint.
     *
     * @generated from field: int32 distinct_day_count = 14;
     */
    distinctDayCount: number;
    /**
     * Distinct ISO weeks with a complaint.
     *
     * @generated from field: int32 distinct_week_count = 15;
     */
    distinctWeekCount: number;
    /**
     * Affected accounts whose annual value is not known, so that exposure is at least what is told.
     *
     * @generated from field: int32 unvalued_account_count = 16;
     */
    unvaluedAccountCount: number;
    /**
     * The interactions, by time. Left out of the basic view.
     *
     * @generated from field: repeated throughline.v1.InteractionReference interactions = 17;
     */
    interactions: InteractionReference[];
    /**
     * Ids of the customers, sorted. Left out of the basic view.
     *
     * @generated from field: repeated string customers = 18;
     */
    customers: string[];
    /**
     * Ids of the accounts, sorted. Left out of the basic view.
     *
     * @generated from field: repeated string accounts = 19;
     */
    accounts: string[];
    /**
     * Ids of the high-value accounts, sorted. Left out of the basic view.
     *
     * @generated from field: repeated string high_value_accounts = 20;
     */
    highValueAccounts: string[];
    /**
     * Ids of the households, sorted. Left out of the basic view.
     *
     * @generated from field: repeated string households = 21;
     */
    households: string[];
    /**
     * Ids of the accounts without a known annual value, sorted. Left out of the basic view.
     *
     * @generated from field: repeated string unvalued_accounts = 22;
     */
    unvaluedAccounts: string[];
    /**
     * How the interactions spread over locations, most first.
     *
     * @generated from field: repeated throughline.v1.Share locations = 23;
     */
    locations: Share[];
    /**
     * Share of the interactions with a location that fall on the three locations with most, 0 to 1.
     *
     * @generated from field: double top_location_share = 24;
     */
    topLocationShare: number;
    /**
     * How they spread over product lines, most first.
     *
     * @generated from field: repeated throughline.v1.Share product_lines = 25;
     */
    productLines: Share[];
    /**
     * How they spread over channels, most first.
     *
     * @generated from field: repeated throughline.v1.Share channels = 26;
     */
    channels: Share[];
    /**
     * How they spread over sources, most first.
     *
     * @generated from field: repeated throughline.v1.Share sources = 27;
     */
    sources: Share[];
    /**
     * Every day of the window in order, days without a complaint included.
     *
     * @generated from field: repeated throughline.v1.DayCount daily = 28;
     */
    daily: DayCount[];
    /**
     * Money at stake, by kind and currency.
     *
     * @generated from field: repeated throughline.v1.Exposure exposures = 29;
     */
    exposures: Exposure[];
    /**
     * Affected accounts whose contract is due soon, soonest first.
     *
     * @generated from field: repeated throughline.v1.Renewal renewals_due = 30;
     */
    renewalsDue: Renewal[];
    /**
     * At most three exact quotes that tell the break well and differ in source, location, week and
     * person. They are copied from what was said and never generated.
     *
     * @generated from field: repeated throughline.v1.Quote quotes = 31;
     */
    quotes: Quote[];
    /**
     * How strong the signal is, for each aspect of the story.
     *
     * @generated from field: repeated throughline.v1.SignalAspect signal = 32;
     */
    signal: SignalAspect[];
    /**
     * What the reading cannot see.
     *
     * @generated from field: repeated throughline.v1.CoverageGap coverage = 33;
     */
    coverage: CoverageGap[];
    /**
     * Interactions that name neither customer nor account. Whose they are nobody knows, so they are
     * neither customers nor voices.
     *
     * @generated from field: int32 unidentified_voice_count = 34;
     */
    unidentifiedVoiceCount: number;
    /**
     * Interactions that say again, in nearly the same words, what an earlier one said, and share its
     * customer or account, or are public reviews that name neither, as it is. They do not count.
     *
     * @generated from field: int32 copy_count = 35;
     */
    copyCount: number;
    /**
     * The copies, by time. Left out of the basic view.
     *
     * @generated from field: repeated throughline.v1.InteractionCopy copies = 36;
     */
    copies: InteractionCopy[];
    /**
     * Pairs of interactions in nearly the same words that both count, because nothing says that one
     * person told both.
     *
     * @generated from field: int32 flagged_similar_count = 37;
     */
    flaggedSimilarCount: number;
    /**
     * The pairs, by the time of the second. Left out of the basic view.
     *
     * @generated from field: repeated throughline.v1.SimilarInteractions flagged_similar = 38;
     */
    flaggedSimilar: SimilarInteractions[];
    /**
     * What a sure member says that disagrees with the others. Unset unless the evidence is mixed.
     *
     * @generated from field: throughline.v1.CounterExample counter_example = 39;
     */
    counterExample?: CounterExample | undefined;
};
/**
 * Describes the message throughline.v1.Reading.
 * Use `create(ReadingSchema)` to create a new message.
 */
export declare const ReadingSchema: GenMessage<Reading>;
/**
 * InteractionCopy is an interaction that does not count, because it says an earlier one again.
 *
 * @generated from message throughline.v1.InteractionCopy
 */
export type InteractionCopy = Message<"throughline.v1.InteractionCopy"> & {
    /**
     * The copy.
     *
     * @generated from field: throughline.v1.InteractionReference copy = 1;
     */
    copy?: InteractionReference | undefined;
    /**
     * The one that counts, "tenants/{tenant}/interactions/{interaction}".
     *
     * @generated from field: string original = 2;
     */
    original: string;
    /**
     * Share of their runs of three words that are in both, 0 to 1.
     *
     * @generated from field: double resemblance = 3;
     */
    resemblance: number;
};
/**
 * Describes the message throughline.v1.InteractionCopy.
 * Use `create(InteractionCopySchema)` to create a new message.
 */
export declare const InteractionCopySchema: GenMessage<InteractionCopy>;
/**
 * SimilarInteractions is a pair in nearly the same words, of which both count.
 *
 * @generated from message throughline.v1.SimilarInteractions
 */
export type SimilarInteractions = Message<"throughline.v1.SimilarInteractions"> & {
    /**
     * The first in these words.
     *
     * @generated from field: throughline.v1.InteractionReference first = 1;
     */
    first?: InteractionReference | undefined;
    /**
     * A later one.
     *
     * @generated from field: throughline.v1.InteractionReference second = 2;
     */
    second?: InteractionReference | undefined;
    /**
     * Share of their runs of three words that are in both, 0 to 1.
     *
     * @generated from field: double resemblance = 3;
     */
    resemblance: number;
};
/**
 * Describes the message throughline.v1.SimilarInteractions.
 * Use `create(SimilarInteractionsSchema)` to create a new message.
 */
export declare const SimilarInteractionsSchema: GenMessage<SimilarInteractions>;
/**
 * CounterExample is what does not fit the others of a cluster.
 *
 * @generated from message throughline.v1.CounterExample
 */
export type CounterExample = Message<"throughline.v1.CounterExample"> & {
    /**
     * The customer's exact words.
     *
     * @generated from field: throughline.v1.Quote quote = 1;
     */
    quote?: Quote | undefined;
    /**
     * What it disagrees on: "seam" or "failure_mode".
     *
     * @generated from field: string aspect = 2;
     */
    aspect: string;
    /**
     * The seam as this customer tells it.
     *
     * @generated from field: throughline.v1.Seam seam = 3;
     */
    seam?: Seam | undefined;
    /**
     * How the handoff breaks as this customer tells it.
     *
     * @generated from field: throughline.v1.FailureMode failure_mode = 4;
     */
    failureMode: FailureMode;
};
/**
 * Describes the message throughline.v1.CounterExample.
 * Use `create(CounterExampleSchema)` to create a new message.
 */
export declare const CounterExampleSchema: GenMessage<CounterExample>;
/**
 * Window is a run of UTC days.
 *
 * @generated from message throughline.v1.Window
 */
export type Window = Message<"throughline.v1.Window"> & {
    /**
     * First day, YYYY-MM-DD, included.
     *
     * @generated from field: string first_day = 1;
     */
    firstDay: string;
    /**
     * Last day, YYYY-MM-DD, included.
     *
     * @generated from field: string last_day = 2;
     */
    lastDay: string;
    /**
     * How many days, at least 1.
     *
     * @generated from field: int32 days = 3;
     */
    days: number;
};
/**
 * Describes the message throughline.v1.Window.
 * Use `create(WindowSchema)` to create a new message.
 */
export declare const WindowSchema: GenMessage<Window>;
/**
 * InteractionReference names one interaction.
 *
 * @generated from message throughline.v1.InteractionReference
 */
export type InteractionReference = Message<"throughline.v1.InteractionReference"> & {
    /**
     * "tenants/{tenant}/interactions/{interaction}".
     *
     * @generated from field: string interaction = 1;
     */
    interaction: string;
    /**
     * The system that it came from.
     *
     * @generated from field: string source_system = 2;
     */
    sourceSystem: string;
    /**
     * That system's id.
     *
     * @generated from field: string external_id = 3;
     */
    externalId: string;
    /**
     * When it happened.
     *
     * @generated from field: google.protobuf.Timestamp occurred_at = 4;
     */
    occurredAt?: Timestamp | undefined;
};
/**
 * Describes the message throughline.v1.InteractionReference.
 * Use `create(InteractionReferenceSchema)` to create a new message.
 */
export declare const InteractionReferenceSchema: GenMessage<InteractionReference>;
/**
 * Share is how much of a reading goes to one location, product line, channel or source.
 *
 * @generated from message throughline.v1.Share
 */
export type Share = Message<"throughline.v1.Share"> & {
    /**
     * Which one.
     *
     * @generated from field: string key = 1;
     */
    key: string;
    /**
     * What people call it; empty when the tenant gave no name.
     *
     * @generated from field: string display_name = 2;
     */
    displayName: string;
    /**
     * Interactions of the window.
     *
     * @generated from field: int32 interaction_count = 3;
     */
    interactionCount: number;
    /**
     * Distinct customers.
     *
     * @generated from field: int32 customer_count = 4;
     */
    customerCount: number;
};
/**
 * Describes the message throughline.v1.Share.
 * Use `create(ShareSchema)` to create a new message.
 */
export declare const ShareSchema: GenMessage<Share>;
/**
 * DayCount is one day of a reading.
 *
 * @generated from message throughline.v1.DayCount
 */
export type DayCount = Message<"throughline.v1.DayCount"> & {
    /**
     * The UTC day, YYYY-MM-DD.
     *
     * @generated from field: string day = 1;
     */
    day: string;
    /**
     * Interactions on that day.
     *
     * @generated from field: int32 interaction_count = 2;
     */
    interactionCount: number;
    /**
     * Distinct customers on that day.
     *
     * @generated from field: int32 customer_count = 3;
     */
    customerCount: number;
};
/**
 * Describes the message throughline.v1.DayCount.
 * Use `create(DayCountSchema)` to create a new message.
 */
export declare const DayCountSchema: GenMessage<DayCount>;
/**
 * Exposure is money at stake, of one kind in one currency, each account and record counted once.
 * At stake: not all of it is lost.
 *
 * @generated from message throughline.v1.Exposure
 */
export type Exposure = Message<"throughline.v1.Exposure"> & {
    /**
     * Which kind. Kinds are never added up: they may be the same money.
     *
     * @generated from field: throughline.v1.ExposureKind kind = 1;
     */
    kind: ExposureKind;
    /**
     * How much.
     *
     * @generated from field: throughline.v1.Money amount = 2;
     */
    amount?: Money | undefined;
    /**
     * Accounts whose money it is.
     *
     * @generated from field: int32 account_count = 3;
     */
    accountCount: number;
    /**
     * Commercial records behind it; 0 for account value.
     *
     * @generated from field: int32 record_count = 4;
     */
    recordCount: number;
    /**
     * Ids of the accounts, sorted. Left out of the basic view.
     *
     * @generated from field: repeated string accounts = 5;
     */
    accounts: string[];
    /**
     * Ids of the records, sorted. Left out of the basic view.
     *
     * @generated from field: repeated string records = 6;
     */
    records: string[];
};
/**
 * Describes the message throughline.v1.Exposure.
 * Use `create(ExposureSchema)` to create a new message.
 */
export declare const ExposureSchema: GenMessage<Exposure>;
/**
 * Renewal is an affected account whose contract is due.
 *
 * @generated from message throughline.v1.Renewal
 */
export type Renewal = Message<"throughline.v1.Renewal"> & {
    /**
     * Id of the account.
     *
     * @generated from field: string account = 1;
     */
    account: string;
    /**
     * The day it is due, YYYY-MM-DD.
     *
     * @generated from field: string due_day = 2;
     */
    dueDay: string;
};
/**
 * Describes the message throughline.v1.Renewal.
 * Use `create(RenewalSchema)` to create a new message.
 */
export declare const RenewalSchema: GenMessage<Renewal>;
/**
 * SignalAspect is how strong the signal is on one aspect of the story.
 *
 * @generated from message throughline.v1.SignalAspect
 */
export type SignalAspect = Message<"throughline.v1.SignalAspect"> & {
    /**
     * "seam" or "failure_mode".
     *
     * @generated from field: string aspect = 1;
     */
    aspect: string;
    /**
     * What is said of it, such as "order_ready_notice -> pickup_desk".
     *
     * @generated from field: string value = 2;
     */
    value: string;
    /**
     * How strong.
     *
     * @generated from field: throughline.v1.SignalStrength strength = 3;
     */
    strength: SignalStrength;
    /**
     * The grounds.
     *
     * @generated from field: repeated throughline.v1.SubScore sub_scores = 4;
     */
    subScores: SubScore[];
    /**
     * Why, in words with figures.
     *
     * @generated from field: string reason = 5;
     */
    reason: string;
};
/**
 * Describes the message throughline.v1.SignalAspect.
 * Use `create(SignalAspectSchema)` to create a new message.
 */
export declare const SignalAspectSchema: GenMessage<SignalAspect>;
/**
 * SubScore is one ground for a signal's strength.
 *
 * @generated from message throughline.v1.SubScore
 */
export type SubScore = Message<"throughline.v1.SubScore"> & {
    /**
     * "volume", "consistency", "source_diversity" or "recency".
     *
     * @generated from field: string ground = 1;
     */
    ground: string;
    /**
     * 0 to 1.
     *
     * @generated from field: double score = 2;
     */
    score: number;
};
/**
 * Describes the message throughline.v1.SubScore.
 * Use `create(SubScoreSchema)` to create a new message.
 */
export declare const SubScoreSchema: GenMessage<SubScore>;
/**
 * CoverageGap is something that a reading cannot see.
 *
 * @generated from message throughline.v1.CoverageGap
 */
export type CoverageGap = Message<"throughline.v1.CoverageGap"> & {
    /**
     * Stable code, such as "no_customer", "source_silent" or "unsupported_language".
     *
     * @generated from field: string code = 1;
     */
    code: string;
    /**
     * In words with figures.
     *
     * @generated from field: string note = 2;
     */
    note: string;
};
/**
 * Describes the message throughline.v1.CoverageGap.
 * Use `create(CoverageGapSchema)` to create a new message.
 */
export declare const CoverageGapSchema: GenMessage<CoverageGap>;
/**
 * ExposureKind says what kind of money is at stake.
 *
 * @generated from enum throughline.v1.ExposureKind
 */
export declare enum ExposureKind {
    /**
     * Not set.
     *
     * @generated from enum value: EXPOSURE_KIND_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * Annual value of the affected accounts.
     *
     * @generated from enum value: EXPOSURE_KIND_ACCOUNT_VALUE = 1;
     */
    ACCOUNT_VALUE = 1,
    /**
     * Commercial records that were abandoned.
     *
     * @generated from enum value: EXPOSURE_KIND_ABANDONED = 2;
     */
    ABANDONED = 2,
    /**
     * Commercial records that were refunded.
     *
     * @generated from enum value: EXPOSURE_KIND_REFUNDED = 3;
     */
    REFUNDED = 3,
    /**
     * Commercial records that were cancelled.
     *
     * @generated from enum value: EXPOSURE_KIND_CANCELLED = 4;
     */
    CANCELLED = 4
}
/**
 * Describes the enum throughline.v1.ExposureKind.
 */
export declare const ExposureKindSchema: GenEnum<ExposureKind>;
/**
 * SignalStrength is a word for how strong a signal is.
 *
 * @generated from enum throughline.v1.SignalStrength
 */
export declare enum SignalStrength {
    /**
     * Not set.
     *
     * @generated from enum value: SIGNAL_STRENGTH_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * Many, from several sources, and they agree.
     *
     * @generated from enum value: SIGNAL_STRENGTH_STRONG = 1;
     */
    STRONG = 1,
    /**
     * Enough to take seriously.
     *
     * @generated from enum value: SIGNAL_STRENGTH_MODERATE = 2;
     */
    MODERATE = 2,
    /**
     * There is enough of it, but it does not agree.
     *
     * @generated from enum value: SIGNAL_STRENGTH_MIXED = 3;
     */
    MIXED = 3,
    /**
     * Too few to say.
     *
     * @generated from enum value: SIGNAL_STRENGTH_WEAK = 4;
     */
    WEAK = 4
}
/**
 * Describes the enum throughline.v1.SignalStrength.
 */
export declare const SignalStrengthSchema: GenEnum<SignalStrength>;
