import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from throughline.v1 import common_pb2 as _common_pb2
from throughline.v1 import decision_pb2 as _decision_pb2
from throughline.v1 import measure_pb2 as _measure_pb2
from throughline.v1 import reading_pb2 as _reading_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class MentionStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MENTION_STATUS_UNSPECIFIED: _ClassVar[MentionStatus]
    MENTION_STATUS_PENDING: _ClassVar[MentionStatus]
    MENTION_STATUS_GROUPED: _ClassVar[MentionStatus]
    MENTION_STATUS_HELD: _ClassVar[MentionStatus]
    MENTION_STATUS_REJECTED: _ClassVar[MentionStatus]

class ClusterEventKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CLUSTER_EVENT_KIND_UNSPECIFIED: _ClassVar[ClusterEventKind]
    CLUSTER_EVENT_KIND_BORN: _ClassVar[ClusterEventKind]
    CLUSTER_EVENT_KIND_JOINED: _ClassVar[ClusterEventKind]
    CLUSTER_EVENT_KIND_HELD: _ClassVar[ClusterEventKind]
    CLUSTER_EVENT_KIND_MOVED: _ClassVar[ClusterEventKind]
    CLUSTER_EVENT_KIND_MERGED: _ClassVar[ClusterEventKind]
    CLUSTER_EVENT_KIND_SPLIT: _ClassVar[ClusterEventKind]
    CLUSTER_EVENT_KIND_RETIRED: _ClassVar[ClusterEventKind]
    CLUSTER_EVENT_KIND_REJECTED: _ClassVar[ClusterEventKind]
    CLUSTER_EVENT_KIND_RENAMED: _ClassVar[ClusterEventKind]
MENTION_STATUS_UNSPECIFIED: MentionStatus
MENTION_STATUS_PENDING: MentionStatus
MENTION_STATUS_GROUPED: MentionStatus
MENTION_STATUS_HELD: MentionStatus
MENTION_STATUS_REJECTED: MentionStatus
CLUSTER_EVENT_KIND_UNSPECIFIED: ClusterEventKind
CLUSTER_EVENT_KIND_BORN: ClusterEventKind
CLUSTER_EVENT_KIND_JOINED: ClusterEventKind
CLUSTER_EVENT_KIND_HELD: ClusterEventKind
CLUSTER_EVENT_KIND_MOVED: ClusterEventKind
CLUSTER_EVENT_KIND_MERGED: ClusterEventKind
CLUSTER_EVENT_KIND_SPLIT: ClusterEventKind
CLUSTER_EVENT_KIND_RETIRED: ClusterEventKind
CLUSTER_EVENT_KIND_REJECTED: ClusterEventKind
CLUSTER_EVENT_KIND_RENAMED: ClusterEventKind

class Cluster(_message.Message):
    __slots__ = ("name", "seam", "failure_mode", "bounced", "consistency", "mention_count", "interaction_count", "alert", "born_at", "changed_at", "founding_mention", "reading", "title", "etag", "redirected_from", "retired_at")
    NAME_FIELD_NUMBER: _ClassVar[int]
    SEAM_FIELD_NUMBER: _ClassVar[int]
    FAILURE_MODE_FIELD_NUMBER: _ClassVar[int]
    BOUNCED_FIELD_NUMBER: _ClassVar[int]
    CONSISTENCY_FIELD_NUMBER: _ClassVar[int]
    MENTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    INTERACTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    ALERT_FIELD_NUMBER: _ClassVar[int]
    BORN_AT_FIELD_NUMBER: _ClassVar[int]
    CHANGED_AT_FIELD_NUMBER: _ClassVar[int]
    FOUNDING_MENTION_FIELD_NUMBER: _ClassVar[int]
    READING_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REDIRECTED_FROM_FIELD_NUMBER: _ClassVar[int]
    RETIRED_AT_FIELD_NUMBER: _ClassVar[int]
    name: str
    seam: _common_pb2.Seam
    failure_mode: _common_pb2.FailureMode
    bounced: bool
    consistency: float
    mention_count: int
    interaction_count: int
    alert: str
    born_at: _timestamp_pb2.Timestamp
    changed_at: _timestamp_pb2.Timestamp
    founding_mention: str
    reading: _reading_pb2.Reading
    title: str
    etag: str
    redirected_from: str
    retired_at: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., seam: _Optional[_Union[_common_pb2.Seam, _Mapping]] = ..., failure_mode: _Optional[_Union[_common_pb2.FailureMode, str]] = ..., bounced: bool = ..., consistency: _Optional[float] = ..., mention_count: _Optional[int] = ..., interaction_count: _Optional[int] = ..., alert: _Optional[str] = ..., born_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., changed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., founding_mention: _Optional[str] = ..., reading: _Optional[_Union[_reading_pb2.Reading, _Mapping]] = ..., title: _Optional[str] = ..., etag: _Optional[str] = ..., redirected_from: _Optional[str] = ..., retired_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Mention(_message.Message):
    __slots__ = ("name", "cluster", "interaction", "ordinal", "quote", "confidence", "seam_confidence", "from_touchpoints", "to_touchpoints", "from_kinds", "to_kinds", "failure_modes", "located", "model", "reason", "assistant", "prompt_version", "etag", "status", "placement", "read_confidence")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    INTERACTION_FIELD_NUMBER: _ClassVar[int]
    ORDINAL_FIELD_NUMBER: _ClassVar[int]
    QUOTE_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    SEAM_CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    FROM_TOUCHPOINTS_FIELD_NUMBER: _ClassVar[int]
    TO_TOUCHPOINTS_FIELD_NUMBER: _ClassVar[int]
    FROM_KINDS_FIELD_NUMBER: _ClassVar[int]
    TO_KINDS_FIELD_NUMBER: _ClassVar[int]
    FAILURE_MODES_FIELD_NUMBER: _ClassVar[int]
    LOCATED_FIELD_NUMBER: _ClassVar[int]
    MODEL_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ASSISTANT_FIELD_NUMBER: _ClassVar[int]
    PROMPT_VERSION_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    PLACEMENT_FIELD_NUMBER: _ClassVar[int]
    READ_CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    name: str
    cluster: str
    interaction: str
    ordinal: int
    quote: _common_pb2.Quote
    confidence: float
    seam_confidence: float
    from_touchpoints: _containers.RepeatedCompositeFieldContainer[_common_pb2.TouchpointProbability]
    to_touchpoints: _containers.RepeatedCompositeFieldContainer[_common_pb2.TouchpointProbability]
    from_kinds: _containers.RepeatedCompositeFieldContainer[_common_pb2.TouchpointKindProbability]
    to_kinds: _containers.RepeatedCompositeFieldContainer[_common_pb2.TouchpointKindProbability]
    failure_modes: _containers.RepeatedCompositeFieldContainer[_common_pb2.FailureModeProbability]
    located: _common_pb2.Located
    model: str
    reason: str
    assistant: str
    prompt_version: str
    etag: str
    status: MentionStatus
    placement: _decision_pb2.Placement
    read_confidence: float
    def __init__(self, name: _Optional[str] = ..., cluster: _Optional[str] = ..., interaction: _Optional[str] = ..., ordinal: _Optional[int] = ..., quote: _Optional[_Union[_common_pb2.Quote, _Mapping]] = ..., confidence: _Optional[float] = ..., seam_confidence: _Optional[float] = ..., from_touchpoints: _Optional[_Iterable[_Union[_common_pb2.TouchpointProbability, _Mapping]]] = ..., to_touchpoints: _Optional[_Iterable[_Union[_common_pb2.TouchpointProbability, _Mapping]]] = ..., from_kinds: _Optional[_Iterable[_Union[_common_pb2.TouchpointKindProbability, _Mapping]]] = ..., to_kinds: _Optional[_Iterable[_Union[_common_pb2.TouchpointKindProbability, _Mapping]]] = ..., failure_modes: _Optional[_Iterable[_Union[_common_pb2.FailureModeProbability, _Mapping]]] = ..., located: _Optional[_Union[_common_pb2.Located, str]] = ..., model: _Optional[str] = ..., reason: _Optional[str] = ..., assistant: _Optional[str] = ..., prompt_version: _Optional[str] = ..., etag: _Optional[str] = ..., status: _Optional[_Union[MentionStatus, str]] = ..., placement: _Optional[_Union[_decision_pb2.Placement, _Mapping]] = ..., read_confidence: _Optional[float] = ...) -> None: ...

class ClusterEvent(_message.Message):
    __slots__ = ("kind", "occurred_at", "sequence", "cluster", "from_cluster", "mentions", "reason", "actor", "decision")
    KIND_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    SEQUENCE_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    FROM_CLUSTER_FIELD_NUMBER: _ClassVar[int]
    MENTIONS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    kind: ClusterEventKind
    occurred_at: _timestamp_pb2.Timestamp
    sequence: int
    cluster: str
    from_cluster: str
    mentions: _containers.RepeatedScalarFieldContainer[str]
    reason: str
    actor: str
    decision: str
    def __init__(self, kind: _Optional[_Union[ClusterEventKind, str]] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., sequence: _Optional[int] = ..., cluster: _Optional[str] = ..., from_cluster: _Optional[str] = ..., mentions: _Optional[_Iterable[str]] = ..., reason: _Optional[str] = ..., actor: _Optional[str] = ..., decision: _Optional[str] = ...) -> None: ...

class GetClusterRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListClustersRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListClustersResponse(_message.Message):
    __slots__ = ("clusters", "next_page_token")
    CLUSTERS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    clusters: _containers.RepeatedCompositeFieldContainer[Cluster]
    next_page_token: str
    def __init__(self, clusters: _Optional[_Iterable[_Union[Cluster, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ListMentionsRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListMentionsResponse(_message.Message):
    __slots__ = ("mentions", "next_page_token")
    MENTIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    mentions: _containers.RepeatedCompositeFieldContainer[Mention]
    next_page_token: str
    def __init__(self, mentions: _Optional[_Iterable[_Union[Mention, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ExplainMentionRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ExplainMentionResponse(_message.Message):
    __slots__ = ("mention", "model", "mention_model", "assistant", "prompt_version", "quote", "confidence", "from_kind", "to_kind", "log_odds", "break_words", "from_words", "to_words", "named_touchpoints", "doubts")
    MENTION_FIELD_NUMBER: _ClassVar[int]
    MODEL_FIELD_NUMBER: _ClassVar[int]
    MENTION_MODEL_FIELD_NUMBER: _ClassVar[int]
    ASSISTANT_FIELD_NUMBER: _ClassVar[int]
    PROMPT_VERSION_FIELD_NUMBER: _ClassVar[int]
    QUOTE_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    FROM_KIND_FIELD_NUMBER: _ClassVar[int]
    TO_KIND_FIELD_NUMBER: _ClassVar[int]
    LOG_ODDS_FIELD_NUMBER: _ClassVar[int]
    BREAK_WORDS_FIELD_NUMBER: _ClassVar[int]
    FROM_WORDS_FIELD_NUMBER: _ClassVar[int]
    TO_WORDS_FIELD_NUMBER: _ClassVar[int]
    NAMED_TOUCHPOINTS_FIELD_NUMBER: _ClassVar[int]
    DOUBTS_FIELD_NUMBER: _ClassVar[int]
    mention: str
    model: str
    mention_model: str
    assistant: str
    prompt_version: str
    quote: _common_pb2.Quote
    confidence: float
    from_kind: _common_pb2.TouchpointKindProbability
    to_kind: _common_pb2.TouchpointKindProbability
    log_odds: _containers.RepeatedCompositeFieldContainer[ConfidencePart]
    break_words: _containers.RepeatedCompositeFieldContainer[DecidingWord]
    from_words: _containers.RepeatedCompositeFieldContainer[DecidingWord]
    to_words: _containers.RepeatedCompositeFieldContainer[DecidingWord]
    named_touchpoints: _containers.RepeatedCompositeFieldContainer[NamedTouchpoint]
    doubts: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, mention: _Optional[str] = ..., model: _Optional[str] = ..., mention_model: _Optional[str] = ..., assistant: _Optional[str] = ..., prompt_version: _Optional[str] = ..., quote: _Optional[_Union[_common_pb2.Quote, _Mapping]] = ..., confidence: _Optional[float] = ..., from_kind: _Optional[_Union[_common_pb2.TouchpointKindProbability, _Mapping]] = ..., to_kind: _Optional[_Union[_common_pb2.TouchpointKindProbability, _Mapping]] = ..., log_odds: _Optional[_Iterable[_Union[ConfidencePart, _Mapping]]] = ..., break_words: _Optional[_Iterable[_Union[DecidingWord, _Mapping]]] = ..., from_words: _Optional[_Iterable[_Union[DecidingWord, _Mapping]]] = ..., to_words: _Optional[_Iterable[_Union[DecidingWord, _Mapping]]] = ..., named_touchpoints: _Optional[_Iterable[_Union[NamedTouchpoint, _Mapping]]] = ..., doubts: _Optional[_Iterable[str]] = ...) -> None: ...

class ConfidencePart(_message.Message):
    __slots__ = ("part", "value")
    PART_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    part: str
    value: float
    def __init__(self, part: _Optional[str] = ..., value: _Optional[float] = ...) -> None: ...

class DecidingWord(_message.Message):
    __slots__ = ("turn", "start_offset", "end_offset", "text", "effect")
    TURN_FIELD_NUMBER: _ClassVar[int]
    START_OFFSET_FIELD_NUMBER: _ClassVar[int]
    END_OFFSET_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    EFFECT_FIELD_NUMBER: _ClassVar[int]
    turn: int
    start_offset: int
    end_offset: int
    text: str
    effect: float
    def __init__(self, turn: _Optional[int] = ..., start_offset: _Optional[int] = ..., end_offset: _Optional[int] = ..., text: _Optional[str] = ..., effect: _Optional[float] = ...) -> None: ...

class NamedTouchpoint(_message.Message):
    __slots__ = ("turn", "start_offset", "end_offset", "text", "kind", "touchpoints")
    TURN_FIELD_NUMBER: _ClassVar[int]
    START_OFFSET_FIELD_NUMBER: _ClassVar[int]
    END_OFFSET_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    TOUCHPOINTS_FIELD_NUMBER: _ClassVar[int]
    turn: int
    start_offset: int
    end_offset: int
    text: str
    kind: _common_pb2.TouchpointKind
    touchpoints: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, turn: _Optional[int] = ..., start_offset: _Optional[int] = ..., end_offset: _Optional[int] = ..., text: _Optional[str] = ..., kind: _Optional[_Union[_common_pb2.TouchpointKind, str]] = ..., touchpoints: _Optional[_Iterable[str]] = ...) -> None: ...

class GetClusterCohesionRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListClusterEventsRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListClusterEventsResponse(_message.Message):
    __slots__ = ("events", "next_page_token")
    EVENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    events: _containers.RepeatedCompositeFieldContainer[ClusterEvent]
    next_page_token: str
    def __init__(self, events: _Optional[_Iterable[_Union[ClusterEvent, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class GetMentionRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class MergeClustersRequest(_message.Message):
    __slots__ = ("name", "clusters", "comment", "etag", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CLUSTERS_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    clusters: _containers.RepeatedScalarFieldContainer[str]
    comment: str
    etag: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., clusters: _Optional[_Iterable[str]] = ..., comment: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class SplitClusterRequest(_message.Message):
    __slots__ = ("name", "mentions", "comment", "etag", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    MENTIONS_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    mentions: _containers.RepeatedScalarFieldContainer[str]
    comment: str
    etag: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., mentions: _Optional[_Iterable[str]] = ..., comment: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class MoveMentionsRequest(_message.Message):
    __slots__ = ("name", "mentions", "comment", "etag", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    MENTIONS_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    mentions: _containers.RepeatedScalarFieldContainer[str]
    comment: str
    etag: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., mentions: _Optional[_Iterable[str]] = ..., comment: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class RenameClusterRequest(_message.Message):
    __slots__ = ("name", "title", "comment", "etag", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    title: str
    comment: str
    etag: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., title: _Optional[str] = ..., comment: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...
