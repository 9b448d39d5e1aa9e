import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class DecisionKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DECISION_KIND_UNSPECIFIED: _ClassVar[DecisionKind]
    DECISION_KIND_CONFIRM: _ClassVar[DecisionKind]
    DECISION_KIND_MOVE: _ClassVar[DecisionKind]
    DECISION_KIND_REJECT: _ClassVar[DecisionKind]
    DECISION_KIND_SPLIT: _ClassVar[DecisionKind]
    DECISION_KIND_MERGE: _ClassVar[DecisionKind]
    DECISION_KIND_RENAME: _ClassVar[DecisionKind]
    DECISION_KIND_HOLD: _ClassVar[DecisionKind]

class DecisionProposalState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DECISION_PROPOSAL_STATE_UNSPECIFIED: _ClassVar[DecisionProposalState]
    DECISION_PROPOSAL_STATE_OPEN: _ClassVar[DecisionProposalState]
    DECISION_PROPOSAL_STATE_APPROVED: _ClassVar[DecisionProposalState]
    DECISION_PROPOSAL_STATE_DECLINED: _ClassVar[DecisionProposalState]
    DECISION_PROPOSAL_STATE_WITHDRAWN: _ClassVar[DecisionProposalState]
DECISION_KIND_UNSPECIFIED: DecisionKind
DECISION_KIND_CONFIRM: DecisionKind
DECISION_KIND_MOVE: DecisionKind
DECISION_KIND_REJECT: DecisionKind
DECISION_KIND_SPLIT: DecisionKind
DECISION_KIND_MERGE: DecisionKind
DECISION_KIND_RENAME: DecisionKind
DECISION_KIND_HOLD: DecisionKind
DECISION_PROPOSAL_STATE_UNSPECIFIED: DecisionProposalState
DECISION_PROPOSAL_STATE_OPEN: DecisionProposalState
DECISION_PROPOSAL_STATE_APPROVED: DecisionProposalState
DECISION_PROPOSAL_STATE_DECLINED: DecisionProposalState
DECISION_PROPOSAL_STATE_WITHDRAWN: DecisionProposalState

class Decision(_message.Message):
    __slots__ = ("name", "kind", "mentions", "cluster", "clusters", "title", "placed_in", "reviewer", "comment", "decided_at", "undone_at", "undone_by", "undo_comment")
    NAME_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    MENTIONS_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    CLUSTERS_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    PLACED_IN_FIELD_NUMBER: _ClassVar[int]
    REVIEWER_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    DECIDED_AT_FIELD_NUMBER: _ClassVar[int]
    UNDONE_AT_FIELD_NUMBER: _ClassVar[int]
    UNDONE_BY_FIELD_NUMBER: _ClassVar[int]
    UNDO_COMMENT_FIELD_NUMBER: _ClassVar[int]
    name: str
    kind: DecisionKind
    mentions: _containers.RepeatedScalarFieldContainer[str]
    cluster: str
    clusters: _containers.RepeatedScalarFieldContainer[str]
    title: str
    placed_in: _containers.RepeatedScalarFieldContainer[str]
    reviewer: str
    comment: str
    decided_at: _timestamp_pb2.Timestamp
    undone_at: _timestamp_pb2.Timestamp
    undone_by: str
    undo_comment: str
    def __init__(self, name: _Optional[str] = ..., kind: _Optional[_Union[DecisionKind, str]] = ..., mentions: _Optional[_Iterable[str]] = ..., cluster: _Optional[str] = ..., clusters: _Optional[_Iterable[str]] = ..., title: _Optional[str] = ..., placed_in: _Optional[_Iterable[str]] = ..., reviewer: _Optional[str] = ..., comment: _Optional[str] = ..., decided_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., undone_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., undone_by: _Optional[str] = ..., undo_comment: _Optional[str] = ...) -> None: ...

class DecisionProposal(_message.Message):
    __slots__ = ("name", "decision", "state", "proposer", "comment", "proposed_at", "reviewer", "review_comment", "reviewed_at")
    NAME_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PROPOSER_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    PROPOSED_AT_FIELD_NUMBER: _ClassVar[int]
    REVIEWER_FIELD_NUMBER: _ClassVar[int]
    REVIEW_COMMENT_FIELD_NUMBER: _ClassVar[int]
    REVIEWED_AT_FIELD_NUMBER: _ClassVar[int]
    name: str
    decision: Decision
    state: DecisionProposalState
    proposer: str
    comment: str
    proposed_at: _timestamp_pb2.Timestamp
    reviewer: str
    review_comment: str
    reviewed_at: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., decision: _Optional[_Union[Decision, _Mapping]] = ..., state: _Optional[_Union[DecisionProposalState, str]] = ..., proposer: _Optional[str] = ..., comment: _Optional[str] = ..., proposed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reviewer: _Optional[str] = ..., review_comment: _Optional[str] = ..., reviewed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class SharedField(_message.Message):
    __slots__ = ("field", "value", "share")
    FIELD_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    SHARE_FIELD_NUMBER: _ClassVar[int]
    field: str
    value: str
    share: float
    def __init__(self, field: _Optional[str] = ..., value: _Optional[str] = ..., share: _Optional[float] = ...) -> None: ...

class ScoredMention(_message.Message):
    __slots__ = ("mention", "cluster", "score")
    MENTION_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    mention: str
    cluster: str
    score: float
    def __init__(self, mention: _Optional[str] = ..., cluster: _Optional[str] = ..., score: _Optional[float] = ...) -> None: ...

class Fit(_message.Message):
    __slots__ = ("to", "failure_mode", "wording", "total")
    FROM_FIELD_NUMBER: _ClassVar[int]
    TO_FIELD_NUMBER: _ClassVar[int]
    FAILURE_MODE_FIELD_NUMBER: _ClassVar[int]
    WORDING_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    to: float
    failure_mode: float
    wording: float
    total: float
    def __init__(self, to: _Optional[float] = ..., failure_mode: _Optional[float] = ..., wording: _Optional[float] = ..., total: _Optional[float] = ..., **kwargs) -> None: ...

class Placement(_message.Message):
    __slots__ = ("rule", "fit", "shared", "nearest", "next_cluster", "next_fit", "kept_out_by", "decisions")
    RULE_FIELD_NUMBER: _ClassVar[int]
    FIT_FIELD_NUMBER: _ClassVar[int]
    SHARED_FIELD_NUMBER: _ClassVar[int]
    NEAREST_FIELD_NUMBER: _ClassVar[int]
    NEXT_CLUSTER_FIELD_NUMBER: _ClassVar[int]
    NEXT_FIT_FIELD_NUMBER: _ClassVar[int]
    KEPT_OUT_BY_FIELD_NUMBER: _ClassVar[int]
    DECISIONS_FIELD_NUMBER: _ClassVar[int]
    rule: str
    fit: Fit
    shared: _containers.RepeatedCompositeFieldContainer[SharedField]
    nearest: _containers.RepeatedCompositeFieldContainer[ScoredMention]
    next_cluster: str
    next_fit: Fit
    kept_out_by: _containers.RepeatedScalarFieldContainer[str]
    decisions: _containers.RepeatedCompositeFieldContainer[Decision]
    def __init__(self, rule: _Optional[str] = ..., fit: _Optional[_Union[Fit, _Mapping]] = ..., shared: _Optional[_Iterable[_Union[SharedField, _Mapping]]] = ..., nearest: _Optional[_Iterable[_Union[ScoredMention, _Mapping]]] = ..., next_cluster: _Optional[str] = ..., next_fit: _Optional[_Union[Fit, _Mapping]] = ..., kept_out_by: _Optional[_Iterable[str]] = ..., decisions: _Optional[_Iterable[_Union[Decision, _Mapping]]] = ...) -> None: ...

class Cohesion(_message.Message):
    __slots__ = ("mention_count", "seam", "failure_mode", "wording", "drag")
    MENTION_COUNT_FIELD_NUMBER: _ClassVar[int]
    SEAM_FIELD_NUMBER: _ClassVar[int]
    FAILURE_MODE_FIELD_NUMBER: _ClassVar[int]
    WORDING_FIELD_NUMBER: _ClassVar[int]
    DRAG_FIELD_NUMBER: _ClassVar[int]
    mention_count: int
    seam: float
    failure_mode: float
    wording: float
    drag: _containers.RepeatedCompositeFieldContainer[ScoredMention]
    def __init__(self, mention_count: _Optional[int] = ..., seam: _Optional[float] = ..., failure_mode: _Optional[float] = ..., wording: _Optional[float] = ..., drag: _Optional[_Iterable[_Union[ScoredMention, _Mapping]]] = ...) -> None: ...
