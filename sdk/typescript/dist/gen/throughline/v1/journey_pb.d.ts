import type { GenFile, GenMessage, GenService } from "@bufbuild/protobuf/codegenv2";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { Quote, Seam, TouchpointKind } from "./common_pb.js";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file throughline/v1/journey.proto.
 */
export declare const file_throughline_v1_journey: GenFile;
/**
 * UnmappedTouchpoint is a name that customers use for a touchpoint which the journey map lacks.
 *
 * @generated from message throughline.v1.UnmappedTouchpoint
 */
export type UnmappedTouchpoint = Message<"throughline.v1.UnmappedTouchpoint"> & {
    /**
     * The name: lower case, words apart by one blank. "locker".
     *
     * @generated from field: string customer_name = 1;
     */
    customerName: string;
    /**
     * The kind of touchpoint that it stands for.
     *
     * @generated from field: throughline.v1.TouchpointKind kind = 2;
     */
    kind: TouchpointKind;
    /**
     * How many touchpoints of this kind the map has: 0, or more than one.
     *
     * @generated from field: int32 mapped_touchpoint_count = 3;
     */
    mappedTouchpointCount: number;
    /**
     * How many mentions use it.
     *
     * @generated from field: int32 mention_count = 4;
     */
    mentionCount: number;
    /**
     * How many interactions they come from.
     *
     * @generated from field: int32 interaction_count = 5;
     */
    interactionCount: number;
    /**
     * When the latest of them happened.
     *
     * @generated from field: google.protobuf.Timestamp last_occurred_at = 6;
     */
    lastOccurredAt?: Timestamp | undefined;
    /**
     * Up to three of the mentions, the latest first, in the customers' exact words.
     *
     * @generated from field: repeated throughline.v1.Quote examples = 7;
     */
    examples: Quote[];
};
/**
 * Describes the message throughline.v1.UnmappedTouchpoint.
 * Use `create(UnmappedTouchpointSchema)` to create a new message.
 */
export declare const UnmappedTouchpointSchema: GenMessage<UnmappedTouchpoint>;
/**
 * Request of ListUnmappedTouchpoints.
 *
 * @generated from message throughline.v1.ListUnmappedTouchpointsRequest
 */
export type ListUnmappedTouchpointsRequest = Message<"throughline.v1.ListUnmappedTouchpointsRequest"> & {
    /**
     * "tenants/{tenant}".
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * Most names in one page: 1 to 500; 0 means 50. A page may hold fewer.
     *
     * @generated from field: int32 page_size = 2;
     */
    pageSize: number;
    /**
     * next_page_token of the page before; empty for the first page. Counts may change between
     * pages; a name whose place changes with them may then be missed or come twice.
     *
     * @generated from field: string page_token = 3;
     */
    pageToken: string;
};
/**
 * Describes the message throughline.v1.ListUnmappedTouchpointsRequest.
 * Use `create(ListUnmappedTouchpointsRequestSchema)` to create a new message.
 */
export declare const ListUnmappedTouchpointsRequestSchema: GenMessage<ListUnmappedTouchpointsRequest>;
/**
 * Response of ListUnmappedTouchpoints.
 *
 * @generated from message throughline.v1.ListUnmappedTouchpointsResponse
 */
export type ListUnmappedTouchpointsResponse = Message<"throughline.v1.ListUnmappedTouchpointsResponse"> & {
    /**
     * The page.
     *
     * @generated from field: repeated throughline.v1.UnmappedTouchpoint unmapped_touchpoints = 1;
     */
    unmappedTouchpoints: UnmappedTouchpoint[];
    /**
     * Gives the next page; empty on the last one.
     *
     * @generated from field: string next_page_token = 2;
     */
    nextPageToken: string;
};
/**
 * Describes the message throughline.v1.ListUnmappedTouchpointsResponse.
 * Use `create(ListUnmappedTouchpointsResponseSchema)` to create a new message.
 */
export declare const ListUnmappedTouchpointsResponseSchema: GenMessage<ListUnmappedTouchpointsResponse>;
/**
 * JourneyMap is a tenant's touchpoints, journeys, seams and teams. There is one for each tenant.
 *
 * @generated from message throughline.v1.JourneyMap
 */
export type JourneyMap = Message<"throughline.v1.JourneyMap"> & {
    /**
     * "tenants/{tenant}/journeyMap".
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * Version of the map: 1 for the first that was set, then without a gap; 0 when none was.
     *
     * @generated from field: int64 version = 2;
     */
    version: bigint;
    /**
     * Ids of the teams.
     *
     * @generated from field: repeated string teams = 3;
     */
    teams: string[];
    /**
     * The touchpoints.
     *
     * @generated from field: repeated throughline.v1.Touchpoint touchpoints = 4;
     */
    touchpoints: Touchpoint[];
    /**
     * The journeys. May be empty.
     *
     * @generated from field: repeated throughline.v1.Journey journeys = 5;
     */
    journeys: Journey[];
    /**
     * The seams whose owners are known. A seam that is not listed has no owner.
     *
     * @generated from field: repeated throughline.v1.OwnedSeam seams = 6;
     */
    seams: OwnedSeam[];
    /**
     * Changes with every version. Send it back in UpdateJourneyMap to be sure that nobody else
     * changed the map meanwhile; leave it out to overwrite whatever is there.
     *
     * @generated from field: string etag = 7;
     */
    etag: string;
    /**
     * When this version was set; unset at version 0.
     *
     * @generated from field: google.protobuf.Timestamp updated_at = 8;
     */
    updatedAt?: Timestamp | undefined;
};
/**
 * Describes the message throughline.v1.JourneyMap.
 * Use `create(JourneyMapSchema)` to create a new message.
 */
export declare const JourneyMapSchema: GenMessage<JourneyMap>;
/**
 * Touchpoint is a place where a customer meets the business.
 *
 * @generated from message throughline.v1.Touchpoint
 */
export type Touchpoint = Message<"throughline.v1.Touchpoint"> & {
    /**
     * Unique in the map: a lower-case letter, then lower-case letters, digits and underscores; at
     * most 63 characters.
     *
     * @generated from field: string id = 1;
     */
    id: string;
    /**
     * What people call it.
     *
     * @generated from field: string display_name = 2;
     */
    displayName: string;
    /**
     * How customers meet the business there. At least one.
     *
     * @generated from field: repeated throughline.v1.TouchpointKind kinds = 3;
     */
    kinds: TouchpointKind[];
    /**
     * Words that customers use for it.
     *
     * @generated from field: repeated string aliases = 4;
     */
    aliases: string[];
    /**
     * Id of the owning team, one of the map's teams, or empty.
     *
     * @generated from field: string team = 5;
     */
    team: string;
};
/**
 * Describes the message throughline.v1.Touchpoint.
 * Use `create(TouchpointSchema)` to create a new message.
 */
export declare const TouchpointSchema: GenMessage<Touchpoint>;
/**
 * Journey is an ordered list of touchpoints that a customer passes through.
 *
 * @generated from message throughline.v1.Journey
 */
export type Journey = Message<"throughline.v1.Journey"> & {
    /**
     * Unique in the map; formed like a touchpoint's id.
     *
     * @generated from field: string id = 1;
     */
    id: string;
    /**
     * What people call it.
     *
     * @generated from field: string display_name = 2;
     */
    displayName: string;
    /**
     * Ids of touchpoints of the map, in order.
     *
     * @generated from field: repeated string touchpoints = 3;
     */
    touchpoints: string[];
};
/**
 * Describes the message throughline.v1.Journey.
 * Use `create(JourneySchema)` to create a new message.
 */
export declare const JourneySchema: GenMessage<Journey>;
/**
 * OwnedSeam names the teams that answer for a seam.
 *
 * @generated from message throughline.v1.OwnedSeam
 */
export type OwnedSeam = Message<"throughline.v1.OwnedSeam"> & {
    /**
     * The seam. Both touchpoints are in the map, and no seam is listed twice.
     *
     * @generated from field: throughline.v1.Seam seam = 1;
     */
    seam?: Seam | undefined;
    /**
     * Id of the team that answers for the seam; empty when nobody does.
     *
     * @generated from field: string accountable_team = 2;
     */
    accountableTeam: string;
    /**
     * Id of the team that works on one of its sides; empty when nobody does.
     *
     * @generated from field: string contributing_team = 3;
     */
    contributingTeam: string;
};
/**
 * Describes the message throughline.v1.OwnedSeam.
 * Use `create(OwnedSeamSchema)` to create a new message.
 */
export declare const OwnedSeamSchema: GenMessage<OwnedSeam>;
/**
 * Request of GetJourneyMap.
 *
 * @generated from message throughline.v1.GetJourneyMapRequest
 */
export type GetJourneyMapRequest = Message<"throughline.v1.GetJourneyMapRequest"> & {
    /**
     * "tenants/{tenant}/journeyMap".
     *
     * @generated from field: string name = 1;
     */
    name: string;
};
/**
 * Describes the message throughline.v1.GetJourneyMapRequest.
 * Use `create(GetJourneyMapRequestSchema)` to create a new message.
 */
export declare const GetJourneyMapRequestSchema: GenMessage<GetJourneyMapRequest>;
/**
 * Request of UpdateJourneyMap.
 *
 * @generated from message throughline.v1.UpdateJourneyMapRequest
 */
export type UpdateJourneyMapRequest = Message<"throughline.v1.UpdateJourneyMapRequest"> & {
    /**
     * The whole map as it shall be.
     *
     * @generated from field: throughline.v1.JourneyMap journey_map = 1;
     */
    journeyMap?: JourneyMap | undefined;
};
/**
 * Describes the message throughline.v1.UpdateJourneyMapRequest.
 * Use `create(UpdateJourneyMapRequestSchema)` to create a new message.
 */
export declare const UpdateJourneyMapRequestSchema: GenMessage<UpdateJourneyMapRequest>;
/**
 * JourneyService holds what a tenant says about itself: its touchpoints, the journeys over them,
 * and which teams answer for the seams between them.
 *
 * @generated from service throughline.v1.JourneyService
 */
export declare const JourneyService: GenService<{
    /**
     * Reads the journey map. A tenant that never set one has an empty map of version 0.
     * Needs role viewer.
     *
     * @generated from rpc throughline.v1.JourneyService.GetJourneyMap
     */
    getJourneyMap: {
        methodKind: "unary";
        input: typeof GetJourneyMapRequestSchema;
        output: typeof JourneyMapSchema;
    };
    /**
     * Replaces the whole journey map and answers with its new version. Interactions that come in
     * afterwards are read with it; what was read before stays. A map that is equal to the current
     * one makes no new version.
     *
     * Needs role admin. Errors: FIELD_INVALID with the path of every field that is wrong (an id
     * twice, a seam to a touchpoint that is not defined, …), ETAG_MISMATCH.
     *
     * @generated from rpc throughline.v1.JourneyService.UpdateJourneyMap
     */
    updateJourneyMap: {
        methodKind: "unary";
        input: typeof UpdateJourneyMapRequestSchema;
        output: typeof JourneyMapSchema;
    };
    /**
     * Lists the names that customers use for touchpoints which the journey map does not tell apart:
     * of a kind that the map lacks, or has several of while the name is no name nor alias of any.
     * They are what to add to the map, as touchpoints or as aliases. The name that most
     * interactions use comes first.
     *
     * Counted are the names around the quotes of mentions that count as breaks; a name that the map
     * of today knows is left out. Needs role viewer. Errors: PAGE_TOKEN_INVALID.
     *
     * @generated from rpc throughline.v1.JourneyService.ListUnmappedTouchpoints
     */
    listUnmappedTouchpoints: {
        methodKind: "unary";
        input: typeof ListUnmappedTouchpointsRequestSchema;
        output: typeof ListUnmappedTouchpointsResponseSchema;
    };
}>;
