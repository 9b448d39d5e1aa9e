import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from throughline.v1 import alert_pb2 as _alert_pb2
from throughline.v1 import cluster_pb2 as _cluster_pb2
from throughline.v1 import common_pb2 as _common_pb2
from throughline.v1 import decision_pb2 as _decision_pb2
from throughline.v1 import reading_pb2 as _reading_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ReviewVerdict(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REVIEW_VERDICT_UNSPECIFIED: _ClassVar[ReviewVerdict]
    REVIEW_VERDICT_CONFIRMED: _ClassVar[ReviewVerdict]
    REVIEW_VERDICT_MOVED: _ClassVar[ReviewVerdict]
    REVIEW_VERDICT_REJECTED: _ClassVar[ReviewVerdict]
    REVIEW_VERDICT_HELD: _ClassVar[ReviewVerdict]

class ReviewItemFilter(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REVIEW_ITEM_FILTER_UNSPECIFIED: _ClassVar[ReviewItemFilter]
    REVIEW_ITEM_FILTER_MENTIONS: _ClassVar[ReviewItemFilter]
    REVIEW_ITEM_FILTER_ALERTS: _ClassVar[ReviewItemFilter]
    REVIEW_ITEM_FILTER_DISAGREED: _ClassVar[ReviewItemFilter]

class RereadingState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REREADING_STATE_UNSPECIFIED: _ClassVar[RereadingState]
    REREADING_STATE_READING: _ClassVar[RereadingState]
    REREADING_STATE_READY: _ClassVar[RereadingState]
    REREADING_STATE_APPLIED: _ClassVar[RereadingState]
    REREADING_STATE_DISCARDED: _ClassVar[RereadingState]
REVIEW_VERDICT_UNSPECIFIED: ReviewVerdict
REVIEW_VERDICT_CONFIRMED: ReviewVerdict
REVIEW_VERDICT_MOVED: ReviewVerdict
REVIEW_VERDICT_REJECTED: ReviewVerdict
REVIEW_VERDICT_HELD: ReviewVerdict
REVIEW_ITEM_FILTER_UNSPECIFIED: ReviewItemFilter
REVIEW_ITEM_FILTER_MENTIONS: ReviewItemFilter
REVIEW_ITEM_FILTER_ALERTS: ReviewItemFilter
REVIEW_ITEM_FILTER_DISAGREED: ReviewItemFilter
REREADING_STATE_UNSPECIFIED: RereadingState
REREADING_STATE_READING: RereadingState
REREADING_STATE_READY: RereadingState
REREADING_STATE_APPLIED: RereadingState
REREADING_STATE_DISCARDED: RereadingState

class ReviewItem(_message.Message):
    __slots__ = ("name", "mention", "alert", "reason", "quotes", "suggested_cluster", "created_at", "decision", "etag", "priority", "exposure", "uncertainty", "opinions", "disagreed", "money", "share")
    NAME_FIELD_NUMBER: _ClassVar[int]
    MENTION_FIELD_NUMBER: _ClassVar[int]
    ALERT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    QUOTES_FIELD_NUMBER: _ClassVar[int]
    SUGGESTED_CLUSTER_FIELD_NUMBER: _ClassVar[int]
    CREATED_AT_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_FIELD_NUMBER: _ClassVar[int]
    UNCERTAINTY_FIELD_NUMBER: _ClassVar[int]
    OPINIONS_FIELD_NUMBER: _ClassVar[int]
    DISAGREED_FIELD_NUMBER: _ClassVar[int]
    MONEY_FIELD_NUMBER: _ClassVar[int]
    SHARE_FIELD_NUMBER: _ClassVar[int]
    name: str
    mention: str
    alert: str
    reason: str
    quotes: _containers.RepeatedCompositeFieldContainer[_common_pb2.Quote]
    suggested_cluster: str
    created_at: _timestamp_pb2.Timestamp
    decision: ReviewDecision
    etag: str
    priority: float
    exposure: float
    uncertainty: float
    opinions: _containers.RepeatedCompositeFieldContainer[ReviewDecision]
    disagreed: bool
    money: _containers.RepeatedCompositeFieldContainer[_reading_pb2.Exposure]
    share: float
    def __init__(self, name: _Optional[str] = ..., mention: _Optional[str] = ..., alert: _Optional[str] = ..., reason: _Optional[str] = ..., quotes: _Optional[_Iterable[_Union[_common_pb2.Quote, _Mapping]]] = ..., suggested_cluster: _Optional[str] = ..., created_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., decision: _Optional[_Union[ReviewDecision, _Mapping]] = ..., etag: _Optional[str] = ..., priority: _Optional[float] = ..., exposure: _Optional[float] = ..., uncertainty: _Optional[float] = ..., opinions: _Optional[_Iterable[_Union[ReviewDecision, _Mapping]]] = ..., disagreed: bool = ..., money: _Optional[_Iterable[_Union[_reading_pb2.Exposure, _Mapping]]] = ..., share: _Optional[float] = ...) -> None: ...

class ReviewDecision(_message.Message):
    __slots__ = ("verdict", "cluster", "reviewer", "decided_at", "comment", "decision")
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    REVIEWER_FIELD_NUMBER: _ClassVar[int]
    DECIDED_AT_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    verdict: ReviewVerdict
    cluster: str
    reviewer: str
    decided_at: _timestamp_pb2.Timestamp
    comment: str
    decision: str
    def __init__(self, verdict: _Optional[_Union[ReviewVerdict, str]] = ..., cluster: _Optional[str] = ..., reviewer: _Optional[str] = ..., decided_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., comment: _Optional[str] = ..., decision: _Optional[str] = ...) -> None: ...

class ListReviewItemsRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token", "filter", "suggested_cluster")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    SUGGESTED_CLUSTER_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    filter: ReviewItemFilter
    suggested_cluster: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., filter: _Optional[_Union[ReviewItemFilter, str]] = ..., suggested_cluster: _Optional[str] = ...) -> None: ...

class ListReviewItemsResponse(_message.Message):
    __slots__ = ("review_items", "next_page_token")
    REVIEW_ITEMS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    review_items: _containers.RepeatedCompositeFieldContainer[ReviewItem]
    next_page_token: str
    def __init__(self, review_items: _Optional[_Iterable[_Union[ReviewItem, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetReviewItemRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class DecideReviewItemRequest(_message.Message):
    __slots__ = ("name", "verdict", "cluster", "comment", "etag", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    verdict: ReviewVerdict
    cluster: str
    comment: str
    etag: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., verdict: _Optional[_Union[ReviewVerdict, str]] = ..., cluster: _Optional[str] = ..., comment: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class DecideReviewItemResponse(_message.Message):
    __slots__ = ("review_item", "decision")
    REVIEW_ITEM_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    review_item: ReviewItem
    decision: _decision_pb2.Decision
    def __init__(self, review_item: _Optional[_Union[ReviewItem, _Mapping]] = ..., decision: _Optional[_Union[_decision_pb2.Decision, _Mapping]] = ...) -> None: ...

class BatchDecideRequest(_message.Message):
    __slots__ = ("parent", "mentions", "verdict", "cluster", "comment", "request_id")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    MENTIONS_FIELD_NUMBER: _ClassVar[int]
    VERDICT_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    parent: str
    mentions: _containers.RepeatedScalarFieldContainer[str]
    verdict: ReviewVerdict
    cluster: str
    comment: str
    request_id: str
    def __init__(self, parent: _Optional[str] = ..., mentions: _Optional[_Iterable[str]] = ..., verdict: _Optional[_Union[ReviewVerdict, str]] = ..., cluster: _Optional[str] = ..., comment: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class ListSimilarMentionsRequest(_message.Message):
    __slots__ = ("name", "page_size", "min_score")
    NAME_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    MIN_SCORE_FIELD_NUMBER: _ClassVar[int]
    name: str
    page_size: int
    min_score: float
    def __init__(self, name: _Optional[str] = ..., page_size: _Optional[int] = ..., min_score: _Optional[float] = ...) -> None: ...

class ListSimilarMentionsResponse(_message.Message):
    __slots__ = ("similar_mentions",)
    SIMILAR_MENTIONS_FIELD_NUMBER: _ClassVar[int]
    similar_mentions: _containers.RepeatedCompositeFieldContainer[SimilarMention]
    def __init__(self, similar_mentions: _Optional[_Iterable[_Union[SimilarMention, _Mapping]]] = ...) -> None: ...

class SimilarMention(_message.Message):
    __slots__ = ("mention", "score")
    MENTION_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    mention: _cluster_pb2.Mention
    score: float
    def __init__(self, mention: _Optional[_Union[_cluster_pb2.Mention, _Mapping]] = ..., score: _Optional[float] = ...) -> None: ...

class PreviewDecisionRequest(_message.Message):
    __slots__ = ("parent", "decision", "undo")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    UNDO_FIELD_NUMBER: _ClassVar[int]
    parent: str
    decision: _decision_pb2.Decision
    undo: str
    def __init__(self, parent: _Optional[str] = ..., decision: _Optional[_Union[_decision_pb2.Decision, _Mapping]] = ..., undo: _Optional[str] = ...) -> None: ...

class PreviewDecisionResponse(_message.Message):
    __slots__ = ("clusters", "alerts")
    CLUSTERS_FIELD_NUMBER: _ClassVar[int]
    ALERTS_FIELD_NUMBER: _ClassVar[int]
    clusters: _containers.RepeatedCompositeFieldContainer[ClusterChange]
    alerts: _containers.RepeatedCompositeFieldContainer[AlertStateChange]
    def __init__(self, clusters: _Optional[_Iterable[_Union[ClusterChange, _Mapping]]] = ..., alerts: _Optional[_Iterable[_Union[AlertStateChange, _Mapping]]] = ...) -> None: ...

class ClusterChange(_message.Message):
    __slots__ = ("cluster", "before", "after", "joined_interaction_count", "left_interaction_count", "into", "split_from")
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    JOINED_INTERACTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    LEFT_INTERACTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    INTO_FIELD_NUMBER: _ClassVar[int]
    SPLIT_FROM_FIELD_NUMBER: _ClassVar[int]
    cluster: str
    before: ClusterCount
    after: ClusterCount
    joined_interaction_count: int
    left_interaction_count: int
    into: str
    split_from: str
    def __init__(self, cluster: _Optional[str] = ..., before: _Optional[_Union[ClusterCount, _Mapping]] = ..., after: _Optional[_Union[ClusterCount, _Mapping]] = ..., joined_interaction_count: _Optional[int] = ..., left_interaction_count: _Optional[int] = ..., into: _Optional[str] = ..., split_from: _Optional[str] = ...) -> None: ...

class ClusterCount(_message.Message):
    __slots__ = ("seam", "failure_mode", "consistency", "mention_count", "interaction_count", "customer_count")
    SEAM_FIELD_NUMBER: _ClassVar[int]
    FAILURE_MODE_FIELD_NUMBER: _ClassVar[int]
    CONSISTENCY_FIELD_NUMBER: _ClassVar[int]
    MENTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    INTERACTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_COUNT_FIELD_NUMBER: _ClassVar[int]
    seam: _common_pb2.Seam
    failure_mode: _common_pb2.FailureMode
    consistency: float
    mention_count: int
    interaction_count: int
    customer_count: int
    def __init__(self, seam: _Optional[_Union[_common_pb2.Seam, _Mapping]] = ..., failure_mode: _Optional[_Union[_common_pb2.FailureMode, str]] = ..., consistency: _Optional[float] = ..., mention_count: _Optional[int] = ..., interaction_count: _Optional[int] = ..., customer_count: _Optional[int] = ...) -> None: ...

class AlertStateChange(_message.Message):
    __slots__ = ("alert", "cluster", "before", "after", "reason", "delivery_count")
    ALERT_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    DELIVERY_COUNT_FIELD_NUMBER: _ClassVar[int]
    alert: str
    cluster: str
    before: _alert_pb2.AlertState
    after: _alert_pb2.AlertState
    reason: str
    delivery_count: int
    def __init__(self, alert: _Optional[str] = ..., cluster: _Optional[str] = ..., before: _Optional[_Union[_alert_pb2.AlertState, str]] = ..., after: _Optional[_Union[_alert_pb2.AlertState, str]] = ..., reason: _Optional[str] = ..., delivery_count: _Optional[int] = ...) -> None: ...

class GetDecisionRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListDecisionsRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token", "mention", "cluster", "in_force")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    MENTION_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    IN_FORCE_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    mention: str
    cluster: str
    in_force: bool
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., mention: _Optional[str] = ..., cluster: _Optional[str] = ..., in_force: bool = ...) -> None: ...

class ListDecisionsResponse(_message.Message):
    __slots__ = ("decisions", "next_page_token")
    DECISIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    decisions: _containers.RepeatedCompositeFieldContainer[_decision_pb2.Decision]
    next_page_token: str
    def __init__(self, decisions: _Optional[_Iterable[_Union[_decision_pb2.Decision, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ProposeDecisionRequest(_message.Message):
    __slots__ = ("parent", "decision", "comment", "request_id")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    parent: str
    decision: _decision_pb2.Decision
    comment: str
    request_id: str
    def __init__(self, parent: _Optional[str] = ..., decision: _Optional[_Union[_decision_pb2.Decision, _Mapping]] = ..., comment: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetDecisionProposalRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListDecisionProposalsRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token", "state")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    state: _decision_pb2.DecisionProposalState
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., state: _Optional[_Union[_decision_pb2.DecisionProposalState, str]] = ...) -> None: ...

class ListDecisionProposalsResponse(_message.Message):
    __slots__ = ("decision_proposals", "next_page_token")
    DECISION_PROPOSALS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    decision_proposals: _containers.RepeatedCompositeFieldContainer[_decision_pb2.DecisionProposal]
    next_page_token: str
    def __init__(self, decision_proposals: _Optional[_Iterable[_Union[_decision_pb2.DecisionProposal, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ApproveDecisionProposalRequest(_message.Message):
    __slots__ = ("name", "comment", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    comment: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., comment: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class DeclineDecisionProposalRequest(_message.Message):
    __slots__ = ("name", "comment", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    comment: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., comment: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class UndoDecisionRequest(_message.Message):
    __slots__ = ("name", "comment", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    comment: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., comment: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class GetReviewAgreementRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ReviewAgreement(_message.Message):
    __slots__ = ("item_count", "agreed_count", "disagreed_count", "kappa", "open_proposal_count", "approved_proposal_count", "declined_proposal_count")
    ITEM_COUNT_FIELD_NUMBER: _ClassVar[int]
    AGREED_COUNT_FIELD_NUMBER: _ClassVar[int]
    DISAGREED_COUNT_FIELD_NUMBER: _ClassVar[int]
    KAPPA_FIELD_NUMBER: _ClassVar[int]
    OPEN_PROPOSAL_COUNT_FIELD_NUMBER: _ClassVar[int]
    APPROVED_PROPOSAL_COUNT_FIELD_NUMBER: _ClassVar[int]
    DECLINED_PROPOSAL_COUNT_FIELD_NUMBER: _ClassVar[int]
    item_count: int
    agreed_count: int
    disagreed_count: int
    kappa: float
    open_proposal_count: int
    approved_proposal_count: int
    declined_proposal_count: int
    def __init__(self, item_count: _Optional[int] = ..., agreed_count: _Optional[int] = ..., disagreed_count: _Optional[int] = ..., kappa: _Optional[float] = ..., open_proposal_count: _Optional[int] = ..., approved_proposal_count: _Optional[int] = ..., declined_proposal_count: _Optional[int] = ...) -> None: ...

class ReviewSettings(_message.Message):
    __slots__ = ("name", "second_review")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SECOND_REVIEW_FIELD_NUMBER: _ClassVar[int]
    name: str
    second_review: bool
    def __init__(self, name: _Optional[str] = ..., second_review: bool = ...) -> None: ...

class UpdateReviewSettingsRequest(_message.Message):
    __slots__ = ("review_settings",)
    REVIEW_SETTINGS_FIELD_NUMBER: _ClassVar[int]
    review_settings: ReviewSettings
    def __init__(self, review_settings: _Optional[_Union[ReviewSettings, _Mapping]] = ...) -> None: ...

class GetReviewSettingsRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class Calibration(_message.Message):
    __slots__ = ("name", "version", "slope", "offset", "lines", "counts_from", "confidence_trial", "lines_trial", "author", "applied_at", "comment", "etag", "reverts_to")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    SLOPE_FIELD_NUMBER: _ClassVar[int]
    OFFSET_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    COUNTS_FROM_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_TRIAL_FIELD_NUMBER: _ClassVar[int]
    LINES_TRIAL_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_FIELD_NUMBER: _ClassVar[int]
    APPLIED_AT_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REVERTS_TO_FIELD_NUMBER: _ClassVar[int]
    name: str
    version: int
    slope: float
    offset: float
    lines: float
    counts_from: float
    confidence_trial: CalibrationTrial
    lines_trial: CalibrationTrial
    author: str
    applied_at: _timestamp_pb2.Timestamp
    comment: str
    etag: str
    reverts_to: int
    def __init__(self, name: _Optional[str] = ..., version: _Optional[int] = ..., slope: _Optional[float] = ..., offset: _Optional[float] = ..., lines: _Optional[float] = ..., counts_from: _Optional[float] = ..., confidence_trial: _Optional[_Union[CalibrationTrial, _Mapping]] = ..., lines_trial: _Optional[_Union[CalibrationTrial, _Mapping]] = ..., author: _Optional[str] = ..., applied_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., comment: _Optional[str] = ..., etag: _Optional[str] = ..., reverts_to: _Optional[int] = ...) -> None: ...

class CalibrationTrial(_message.Message):
    __slots__ = ("decision_count", "yes_count", "no_count", "needed_count", "before", "after", "gain", "gain_low", "gain_high", "beats")
    DECISION_COUNT_FIELD_NUMBER: _ClassVar[int]
    YES_COUNT_FIELD_NUMBER: _ClassVar[int]
    NO_COUNT_FIELD_NUMBER: _ClassVar[int]
    NEEDED_COUNT_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    GAIN_FIELD_NUMBER: _ClassVar[int]
    GAIN_LOW_FIELD_NUMBER: _ClassVar[int]
    GAIN_HIGH_FIELD_NUMBER: _ClassVar[int]
    BEATS_FIELD_NUMBER: _ClassVar[int]
    decision_count: int
    yes_count: int
    no_count: int
    needed_count: int
    before: CalibrationScore
    after: CalibrationScore
    gain: float
    gain_low: float
    gain_high: float
    beats: bool
    def __init__(self, decision_count: _Optional[int] = ..., yes_count: _Optional[int] = ..., no_count: _Optional[int] = ..., needed_count: _Optional[int] = ..., before: _Optional[_Union[CalibrationScore, _Mapping]] = ..., after: _Optional[_Union[CalibrationScore, _Mapping]] = ..., gain: _Optional[float] = ..., gain_low: _Optional[float] = ..., gain_high: _Optional[float] = ..., beats: bool = ...) -> None: ...

class CalibrationScore(_message.Message):
    __slots__ = ("log_loss", "brier", "right")
    LOG_LOSS_FIELD_NUMBER: _ClassVar[int]
    BRIER_FIELD_NUMBER: _ClassVar[int]
    RIGHT_FIELD_NUMBER: _ClassVar[int]
    log_loss: float
    brier: float
    right: float
    def __init__(self, log_loss: _Optional[float] = ..., brier: _Optional[float] = ..., right: _Optional[float] = ...) -> None: ...

class Recalibration(_message.Message):
    __slots__ = ("present", "proposed", "confidence", "lines", "better", "reasons", "gained_mention_count", "lost_mention_count", "clusters", "alerts", "etag")
    PRESENT_FIELD_NUMBER: _ClassVar[int]
    PROPOSED_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    BETTER_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    GAINED_MENTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    LOST_MENTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    CLUSTERS_FIELD_NUMBER: _ClassVar[int]
    ALERTS_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    present: Calibration
    proposed: Calibration
    confidence: CalibrationTrial
    lines: CalibrationTrial
    better: bool
    reasons: _containers.RepeatedScalarFieldContainer[str]
    gained_mention_count: int
    lost_mention_count: int
    clusters: _containers.RepeatedCompositeFieldContainer[ClusterChange]
    alerts: _containers.RepeatedCompositeFieldContainer[AlertStateChange]
    etag: str
    def __init__(self, present: _Optional[_Union[Calibration, _Mapping]] = ..., proposed: _Optional[_Union[Calibration, _Mapping]] = ..., confidence: _Optional[_Union[CalibrationTrial, _Mapping]] = ..., lines: _Optional[_Union[CalibrationTrial, _Mapping]] = ..., better: bool = ..., reasons: _Optional[_Iterable[str]] = ..., gained_mention_count: _Optional[int] = ..., lost_mention_count: _Optional[int] = ..., clusters: _Optional[_Iterable[_Union[ClusterChange, _Mapping]]] = ..., alerts: _Optional[_Iterable[_Union[AlertStateChange, _Mapping]]] = ..., etag: _Optional[str] = ...) -> None: ...

class GetCalibrationRequest(_message.Message):
    __slots__ = ("name", "version")
    NAME_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    name: str
    version: int
    def __init__(self, name: _Optional[str] = ..., version: _Optional[int] = ...) -> None: ...

class ProposeRecalibrationRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ApplyRecalibrationRequest(_message.Message):
    __slots__ = ("name", "etag", "comment", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    etag: str
    comment: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., etag: _Optional[str] = ..., comment: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class RevertCalibrationRequest(_message.Message):
    __slots__ = ("name", "etag", "comment", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    etag: str
    comment: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., etag: _Optional[str] = ..., comment: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class Rereading(_message.Message):
    __slots__ = ("name", "model", "state", "total_interaction_count", "interaction_count", "mention_count", "started_at", "ready_at", "ended_at", "diff")
    NAME_FIELD_NUMBER: _ClassVar[int]
    MODEL_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    TOTAL_INTERACTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    INTERACTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    MENTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    STARTED_AT_FIELD_NUMBER: _ClassVar[int]
    READY_AT_FIELD_NUMBER: _ClassVar[int]
    ENDED_AT_FIELD_NUMBER: _ClassVar[int]
    DIFF_FIELD_NUMBER: _ClassVar[int]
    name: str
    model: str
    state: RereadingState
    total_interaction_count: int
    interaction_count: int
    mention_count: int
    started_at: _timestamp_pb2.Timestamp
    ready_at: _timestamp_pb2.Timestamp
    ended_at: _timestamp_pb2.Timestamp
    diff: RereadingDiff
    def __init__(self, name: _Optional[str] = ..., model: _Optional[str] = ..., state: _Optional[_Union[RereadingState, str]] = ..., total_interaction_count: _Optional[int] = ..., interaction_count: _Optional[int] = ..., mention_count: _Optional[int] = ..., started_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., ready_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., ended_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., diff: _Optional[_Union[RereadingDiff, _Mapping]] = ...) -> None: ...

class RereadingDiff(_message.Message):
    __slots__ = ("mention_count_before", "mention_count_after", "gained_mention_count", "lost_mention_count", "changed_mention_count", "mentions", "clusters", "same_cluster_count", "alerts")
    MENTION_COUNT_BEFORE_FIELD_NUMBER: _ClassVar[int]
    MENTION_COUNT_AFTER_FIELD_NUMBER: _ClassVar[int]
    GAINED_MENTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    LOST_MENTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    CHANGED_MENTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    MENTIONS_FIELD_NUMBER: _ClassVar[int]
    CLUSTERS_FIELD_NUMBER: _ClassVar[int]
    SAME_CLUSTER_COUNT_FIELD_NUMBER: _ClassVar[int]
    ALERTS_FIELD_NUMBER: _ClassVar[int]
    mention_count_before: int
    mention_count_after: int
    gained_mention_count: int
    lost_mention_count: int
    changed_mention_count: int
    mentions: _containers.RepeatedCompositeFieldContainer[MentionChange]
    clusters: _containers.RepeatedCompositeFieldContainer[ClusterChange]
    same_cluster_count: int
    alerts: _containers.RepeatedCompositeFieldContainer[AlertStateChange]
    def __init__(self, mention_count_before: _Optional[int] = ..., mention_count_after: _Optional[int] = ..., gained_mention_count: _Optional[int] = ..., lost_mention_count: _Optional[int] = ..., changed_mention_count: _Optional[int] = ..., mentions: _Optional[_Iterable[_Union[MentionChange, _Mapping]]] = ..., clusters: _Optional[_Iterable[_Union[ClusterChange, _Mapping]]] = ..., same_cluster_count: _Optional[int] = ..., alerts: _Optional[_Iterable[_Union[AlertStateChange, _Mapping]]] = ...) -> None: ...

class MentionChange(_message.Message):
    __slots__ = ("source_system", "external_id", "quote", "before", "after")
    SOURCE_SYSTEM_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    QUOTE_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    source_system: str
    external_id: str
    quote: str
    before: ReadMention
    after: ReadMention
    def __init__(self, source_system: _Optional[str] = ..., external_id: _Optional[str] = ..., quote: _Optional[str] = ..., before: _Optional[_Union[ReadMention, _Mapping]] = ..., after: _Optional[_Union[ReadMention, _Mapping]] = ...) -> None: ...

class ReadMention(_message.Message):
    __slots__ = ("seam", "failure_mode", "confidence")
    SEAM_FIELD_NUMBER: _ClassVar[int]
    FAILURE_MODE_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    seam: _common_pb2.Seam
    failure_mode: _common_pb2.FailureMode
    confidence: float
    def __init__(self, seam: _Optional[_Union[_common_pb2.Seam, _Mapping]] = ..., failure_mode: _Optional[_Union[_common_pb2.FailureMode, str]] = ..., confidence: _Optional[float] = ...) -> None: ...

class StartRereadingRequest(_message.Message):
    __slots__ = ("parent",)
    PARENT_FIELD_NUMBER: _ClassVar[int]
    parent: str
    def __init__(self, parent: _Optional[str] = ...) -> None: ...

class GetRereadingRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListRereadingsRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListRereadingsResponse(_message.Message):
    __slots__ = ("rereadings", "next_page_token")
    REREADINGS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    rereadings: _containers.RepeatedCompositeFieldContainer[Rereading]
    next_page_token: str
    def __init__(self, rereadings: _Optional[_Iterable[_Union[Rereading, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class PreviewRereadingRequest(_message.Message):
    __slots__ = ("name", "regroup")
    NAME_FIELD_NUMBER: _ClassVar[int]
    REGROUP_FIELD_NUMBER: _ClassVar[int]
    name: str
    regroup: bool
    def __init__(self, name: _Optional[str] = ..., regroup: bool = ...) -> None: ...

class ApplyRereadingRequest(_message.Message):
    __slots__ = ("name", "regroup")
    NAME_FIELD_NUMBER: _ClassVar[int]
    REGROUP_FIELD_NUMBER: _ClassVar[int]
    name: str
    regroup: bool
    def __init__(self, name: _Optional[str] = ..., regroup: bool = ...) -> None: ...

class DiscardRereadingRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...
