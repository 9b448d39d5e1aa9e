import type { GenEnum, GenFile, GenMessage } from "@bufbuild/protobuf/codegenv2";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { FailureMode, Seam } from "./common_pb.js";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file throughline/v1/fix.proto.
 */
export declare const file_throughline_v1_fix: GenFile;
/**
 * Fix is a change that a team shipped at a seam. What was recorded stays.
 *
 * @generated from message throughline.v1.Fix
 */
export type Fix = Message<"throughline.v1.Fix"> & {
    /**
     * "tenants/{tenant}/fixes/{fix}", a UUID that the server makes.
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * The handoff that it mends; both sides are touchpoints of the journey map.
     *
     * @generated from field: throughline.v1.Seam seam = 2;
     */
    seam?: Seam | undefined;
    /**
     * How the handoff broke. Left out, the fix is measured by all complaints about the seam.
     *
     * @generated from field: throughline.v1.FailureMode failure_mode = 3;
     */
    failureMode: FailureMode;
    /**
     * When it went live. Not after now, and after the first day of data.
     *
     * @generated from field: google.protobuf.Timestamp shipped_at = 4;
     */
    shippedAt?: Timestamp | undefined;
    /**
     * Ids of the only locations that got it; empty for everywhere. The others serve as control.
     *
     * @generated from field: repeated string locations = 5;
     */
    locations: string[];
    /**
     * The only channels that got it; empty for all.
     *
     * @generated from field: repeated string channels = 6;
     */
    channels: string[];
    /**
     * What was changed, in a person's words; at most 4,096 bytes.
     *
     * @generated from field: string note = 7;
     */
    note: string;
    /**
     * Who recorded it, "tenants/{tenant}/apiKeys/{api_key}".
     *
     * @generated from field: string actor = 8;
     */
    actor: string;
    /**
     * When it was recorded.
     *
     * @generated from field: google.protobuf.Timestamp created_at = 9;
     */
    createdAt?: Timestamp | undefined;
};
/**
 * Describes the message throughline.v1.Fix.
 * Use `create(FixSchema)` to create a new message.
 */
export declare const FixSchema: GenMessage<Fix>;
/**
 * RateRatio is one rate to another, with its 95 % interval.
 *
 * @generated from message throughline.v1.RateRatio
 */
export type RateRatio = Message<"throughline.v1.RateRatio"> & {
    /**
     * The ratio: 1 means no difference. A ratio or an upper end of 1,000 stands for no bound.
     *
     * @generated from field: double ratio = 1;
     */
    ratio: number;
    /**
     * Lower end of the interval.
     *
     * @generated from field: double low = 2;
     */
    low: number;
    /**
     * Upper end of the interval.
     *
     * @generated from field: double high = 3;
     */
    high: number;
};
/**
 * Describes the message throughline.v1.RateRatio.
 * Use `create(RateRatioSchema)` to create a new message.
 */
export declare const RateRatioSchema: GenMessage<RateRatio>;
/**
 * DayRange is a stretch of UTC days.
 *
 * @generated from message throughline.v1.DayRange
 */
export type DayRange = Message<"throughline.v1.DayRange"> & {
    /**
     * First day, YYYY-MM-DD; empty when there is no day.
     *
     * @generated from field: string first_day = 1;
     */
    firstDay: string;
    /**
     * Last day, YYYY-MM-DD; empty when there is no day.
     *
     * @generated from field: string last_day = 2;
     */
    lastDay: string;
};
/**
 * Describes the message throughline.v1.DayRange.
 * Use `create(DayRangeSchema)` to create a new message.
 */
export declare const DayRangeSchema: GenMessage<DayRange>;
/**
 * FixTally is what was heard over some weeks.
 *
 * @generated from message throughline.v1.FixTally
 */
export type FixTally = Message<"throughline.v1.FixTally"> & {
    /**
     * The weeks.
     *
     * @generated from field: throughline.v1.DayRange days = 1;
     */
    days?: DayRange | undefined;
    /**
     * How many weeks these are.
     *
     * @generated from field: int32 week_count = 2;
     */
    weekCount: number;
    /**
     * Interactions that complain about the break.
     *
     * @generated from field: int32 complaint_count = 3;
     */
    complaintCount: number;
    /**
     * Interactions about anything else: the volume that the rate is relative to.
     *
     * @generated from field: int32 other_count = 4;
     */
    otherCount: number;
    /**
     * Complaints for each hundred of the others; 0 when there are none.
     *
     * @generated from field: double per_hundred = 5;
     */
    perHundred: number;
};
/**
 * Describes the message throughline.v1.FixTally.
 * Use `create(FixTallySchema)` to create a new message.
 */
export declare const FixTallySchema: GenMessage<FixTally>;
/**
 * FixEffect is what a fix did, so far.
 *
 * @generated from message throughline.v1.FixEffect
 */
export type FixEffect = Message<"throughline.v1.FixEffect"> & {
    /**
     * The fix, "tenants/{tenant}/fixes/{fix}".
     *
     * @generated from field: string fix = 1;
     */
    fix: string;
    /**
     * The instant that it is measured at: what was received later is not counted.
     *
     * @generated from field: google.protobuf.Timestamp measured_at = 2;
     */
    measuredAt?: Timestamp | undefined;
    /**
     * What it did, in a word.
     *
     * @generated from field: throughline.v1.FixVerdict verdict = 3;
     */
    verdict: FixVerdict;
    /**
     * How that was measured.
     *
     * @generated from field: throughline.v1.FixMethod method = 4;
     */
    method: FixMethod;
    /**
     * How the verdict came about, in words with figures.
     *
     * @generated from field: string reason = 5;
     */
    reason: string;
    /**
     * What limits it, in words.
     *
     * @generated from field: repeated string notes = 6;
     */
    notes: string[];
    /**
     * Whole weeks before the fix, where it is.
     *
     * @generated from field: throughline.v1.FixTally before = 7;
     */
    before?: FixTally | undefined;
    /**
     * The days that are left out: complaints may be about journeys before the fix.
     *
     * @generated from field: throughline.v1.DayRange left_out = 8;
     */
    leftOut?: DayRange | undefined;
    /**
     * Whole weeks after the fix, where it is.
     *
     * @generated from field: throughline.v1.FixTally after = 9;
     */
    after?: FixTally | undefined;
    /**
     * Complaints to be expected after the fix, had nothing changed. Unset without a method.
     *
     * @generated from field: double expected_count = 10;
     */
    expectedCount: number;
    /**
     * The effect: complaints heard to those expected. Unset without a method.
     *
     * @generated from field: throughline.v1.RateRatio rate_ratio = 11;
     */
    rateRatio?: RateRatio | undefined;
    /**
     * The rate after the fix to that of as many weeks before it, by volume alone; 0 without a method.
     *
     * @generated from field: double plain_ratio = 12;
     */
    plainRatio: number;
    /**
     * How the rate went from week to week before the fix, as a factor. With FIX_METHOD_CONTROL
     * relative to the control. Unset without a method.
     *
     * @generated from field: throughline.v1.RateRatio weekly_trend = 13;
     */
    weeklyTrend?: RateRatio | undefined;
    /**
     * Weeks before the fix that the expectation rests on.
     *
     * @generated from field: int32 baseline_week_count = 14;
     */
    baselineWeekCount: number;
    /**
     * How many times as much as chance alone the complaints after the fix may vary; 0 without a method.
     *
     * @generated from field: double dispersion = 15;
     */
    dispersion: number;
    /**
     * The locations without the fix; unset unless the method is FIX_METHOD_CONTROL.
     *
     * @generated from field: throughline.v1.FixControl control = 16;
     */
    control?: FixControl | undefined;
    /**
     * The sources that are heard less than before the fix.
     *
     * @generated from field: repeated throughline.v1.LostSource lost_sources = 17;
     */
    lostSources: LostSource[];
    /**
     * The first day on which a halving could show, YYYY-MM-DD, at the present pace; empty when it
     * could already, or never within the weeks that are compared.
     *
     * @generated from field: string enough_on = 18;
     */
    enoughOn: string;
    /**
     * The weeks after the fix are full: the effect is final.
     *
     * @generated from field: bool complete = 19;
     */
    complete: boolean;
    /**
     * The clusters whose members are the complaints, "tenants/{tenant}/clusters/{cluster}".
     *
     * @generated from field: repeated string clusters = 20;
     */
    clusters: string[];
    /**
     * Whether complaints may have moved to other breaks.
     *
     * @generated from field: throughline.v1.Displacement displacement = 21;
     */
    displacement?: Displacement | undefined;
};
/**
 * Describes the message throughline.v1.FixEffect.
 * Use `create(FixEffectSchema)` to create a new message.
 */
export declare const FixEffectSchema: GenMessage<FixEffect>;
/**
 * FixControl is what was heard at the locations without the fix.
 *
 * @generated from message throughline.v1.FixControl
 */
export type FixControl = Message<"throughline.v1.FixControl"> & {
    /**
     * How many locations.
     *
     * @generated from field: int32 location_count = 1;
     */
    locationCount: number;
    /**
     * Before the fix.
     *
     * @generated from field: throughline.v1.FixTally before = 2;
     */
    before?: FixTally | undefined;
    /**
     * After it.
     *
     * @generated from field: throughline.v1.FixTally after = 3;
     */
    after?: FixTally | undefined;
};
/**
 * Describes the message throughline.v1.FixControl.
 * Use `create(FixControlSchema)` to create a new message.
 */
export declare const FixControlSchema: GenMessage<FixControl>;
/**
 * LostSource is a source of complaints that is heard less than before a fix.
 *
 * @generated from message throughline.v1.LostSource
 */
export type LostSource = Message<"throughline.v1.LostSource"> & {
    /**
     * The source; empty for all together.
     *
     * @generated from field: string source = 1;
     */
    source: string;
    /**
     * Interactions a week about anything else, in up to eight weeks before the fix.
     *
     * @generated from field: double weekly_before = 2;
     */
    weeklyBefore: number;
    /**
     * The same in the weeks that gave it away.
     *
     * @generated from field: double weekly_after = 3;
     */
    weeklyAfter: number;
    /**
     * In words.
     *
     * @generated from field: string note = 4;
     */
    note: string;
};
/**
 * Describes the message throughline.v1.LostSource.
 * Use `create(LostSourceSchema)` to create a new message.
 */
export declare const LostSourceSchema: GenMessage<LostSource>;
/**
 * Displacement says whether complaints may have moved when a handoff was fixed.
 *
 * @generated from message throughline.v1.Displacement
 */
export type Displacement = Message<"throughline.v1.Displacement"> & {
    /**
     * How many breaks that pass the same touchpoints or journeys could be compared.
     *
     * @generated from field: int32 watched_count = 1;
     */
    watchedCount: number;
    /**
     * Those that rose, the one with the most further complaints first.
     *
     * @generated from field: repeated throughline.v1.MovedComplaints moved = 2;
     */
    moved: MovedComplaints[];
    /**
     * In words.
     *
     * @generated from field: string reason = 3;
     */
    reason: string;
};
/**
 * Describes the message throughline.v1.Displacement.
 * Use `create(DisplacementSchema)` to create a new message.
 */
export declare const DisplacementSchema: GenMessage<Displacement>;
/**
 * MovedComplaints is a break whose complaints rose when those of a fixed handoff were to fall.
 *
 * @generated from message throughline.v1.MovedComplaints
 */
export type MovedComplaints = Message<"throughline.v1.MovedComplaints"> & {
    /**
     * Its cluster, "tenants/{tenant}/clusters/{cluster}".
     *
     * @generated from field: string cluster = 1;
     */
    cluster: string;
    /**
     * The title of the cluster.
     *
     * @generated from field: string title = 2;
     */
    title: string;
    /**
     * Its seam.
     *
     * @generated from field: throughline.v1.Seam seam = 3;
     */
    seam?: Seam | undefined;
    /**
     * What makes it a neighbour, in words.
     *
     * @generated from field: string why = 4;
     */
    why: string;
    /**
     * Complaints after the fix.
     *
     * @generated from field: int32 complaint_count = 5;
     */
    complaintCount: number;
    /**
     * Complaints to be expected.
     *
     * @generated from field: double expected_count = 6;
     */
    expectedCount: number;
    /**
     * The one to the other.
     *
     * @generated from field: throughline.v1.RateRatio rate_ratio = 7;
     */
    rateRatio?: RateRatio | undefined;
};
/**
 * Describes the message throughline.v1.MovedComplaints.
 * Use `create(MovedComplaintsSchema)` to create a new message.
 */
export declare const MovedComplaintsSchema: GenMessage<MovedComplaints>;
/**
 * Request of CreateFix.
 *
 * @generated from message throughline.v1.CreateFixRequest
 */
export type CreateFixRequest = Message<"throughline.v1.CreateFixRequest"> & {
    /**
     * "tenants/{tenant}".
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * The fix.
     *
     * @generated from field: throughline.v1.Fix fix = 2;
     */
    fix?: Fix | undefined;
    /**
     * A UUID of the client's making. The same request with the same id within 24 hours makes
     * nothing and gets the first answer again.
     *
     * @generated from field: string request_id = 3;
     */
    requestId: string;
};
/**
 * Describes the message throughline.v1.CreateFixRequest.
 * Use `create(CreateFixRequestSchema)` to create a new message.
 */
export declare const CreateFixRequestSchema: GenMessage<CreateFixRequest>;
/**
 * Request of ListFixes.
 *
 * @generated from message throughline.v1.ListFixesRequest
 */
export type ListFixesRequest = Message<"throughline.v1.ListFixesRequest"> & {
    /**
     * "tenants/{tenant}".
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * Most fixes in one page: 1 to 500; 0 means 50. A page may hold fewer.
     *
     * @generated from field: int32 page_size = 2;
     */
    pageSize: number;
    /**
     * next_page_token of the page before; empty for the first page.
     *
     * @generated from field: string page_token = 3;
     */
    pageToken: string;
};
/**
 * Describes the message throughline.v1.ListFixesRequest.
 * Use `create(ListFixesRequestSchema)` to create a new message.
 */
export declare const ListFixesRequestSchema: GenMessage<ListFixesRequest>;
/**
 * Response of ListFixes.
 *
 * @generated from message throughline.v1.ListFixesResponse
 */
export type ListFixesResponse = Message<"throughline.v1.ListFixesResponse"> & {
    /**
     * The page.
     *
     * @generated from field: repeated throughline.v1.Fix fixes = 1;
     */
    fixes: Fix[];
    /**
     * Gives the next page; empty on the last one.
     *
     * @generated from field: string next_page_token = 2;
     */
    nextPageToken: string;
};
/**
 * Describes the message throughline.v1.ListFixesResponse.
 * Use `create(ListFixesResponseSchema)` to create a new message.
 */
export declare const ListFixesResponseSchema: GenMessage<ListFixesResponse>;
/**
 * Request of GetFixEffect.
 *
 * @generated from message throughline.v1.GetFixEffectRequest
 */
export type GetFixEffectRequest = Message<"throughline.v1.GetFixEffectRequest"> & {
    /**
     * "tenants/{tenant}/fixes/{fix}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * Measures with what had been received by then, not before the fix shipped and not after now;
     * unset for now. Clusters are those of today.
     *
     * @generated from field: google.protobuf.Timestamp as_of = 2;
     */
    asOf?: Timestamp | undefined;
};
/**
 * Describes the message throughline.v1.GetFixEffectRequest.
 * Use `create(GetFixEffectRequestSchema)` to create a new message.
 */
export declare const GetFixEffectRequestSchema: GenMessage<GetFixEffectRequest>;
/**
 * FixVerdict says in a word what a fix did.
 *
 * @generated from enum throughline.v1.FixVerdict
 */
export declare enum FixVerdict {
    /**
     * Not set.
     *
     * @generated from enum value: FIX_VERDICT_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * Fewer complaints than expected, and not by chance.
     *
     * @generated from enum value: FIX_VERDICT_WORKED = 1;
     */
    WORKED = 1,
    /**
     * A halving would show, and none does.
     *
     * @generated from enum value: FIX_VERDICT_NO_EFFECT_SEEN = 2;
     */
    NO_EFFECT_SEEN = 2,
    /**
     * More complaints than expected, and not by chance.
     *
     * @generated from enum value: FIX_VERDICT_WORSE = 3;
     */
    WORSE = 3,
    /**
     * Even a halving could not be told from chance.
     *
     * @generated from enum value: FIX_VERDICT_NOT_ENOUGH_DATA = 4;
     */
    NOT_ENOUGH_DATA = 4,
    /**
     * What complaints came through is heard less than before: quiet is not fixed.
     *
     * @generated from enum value: FIX_VERDICT_COVERAGE_LOST = 5;
     */
    COVERAGE_LOST = 5
}
/**
 * Describes the enum throughline.v1.FixVerdict.
 */
export declare const FixVerdictSchema: GenEnum<FixVerdict>;
/**
 * FixMethod says how an effect was measured.
 *
 * @generated from enum throughline.v1.FixMethod
 */
export declare enum FixMethod {
    /**
     * There was nothing to compare.
     *
     * @generated from enum value: FIX_METHOD_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * Against the weeks before the fix and their trend, by volume.
     *
     * @generated from enum value: FIX_METHOD_TREND = 1;
     */
    TREND = 1,
    /**
     * Against the locations without the fix in the same weeks: difference-in-differences.
     *
     * @generated from enum value: FIX_METHOD_CONTROL = 2;
     */
    CONTROL = 2,
    /**
     * Fewer than five complaints before the fix: against their number alone.
     *
     * @generated from enum value: FIX_METHOD_CONDITIONAL = 3;
     */
    CONDITIONAL = 3
}
/**
 * Describes the enum throughline.v1.FixMethod.
 */
export declare const FixMethodSchema: GenEnum<FixMethod>;
