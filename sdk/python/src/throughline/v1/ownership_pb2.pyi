import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from throughline.v1 import policy_pb2 as _policy_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class OwnershipState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    OWNERSHIP_STATE_UNSPECIFIED: _ClassVar[OwnershipState]
    OWNERSHIP_STATE_ASKED: _ClassVar[OwnershipState]
    OWNERSHIP_STATE_ACCEPTED: _ClassVar[OwnershipState]
    OWNERSHIP_STATE_PROPOSED: _ClassVar[OwnershipState]
    OWNERSHIP_STATE_HANDING_OVER: _ClassVar[OwnershipState]

class OwnershipAct(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    OWNERSHIP_ACT_UNSPECIFIED: _ClassVar[OwnershipAct]
    OWNERSHIP_ACT_ASSIGN: _ClassVar[OwnershipAct]
    OWNERSHIP_ACT_ACCEPT: _ClassVar[OwnershipAct]
    OWNERSHIP_ACT_DECLINE: _ClassVar[OwnershipAct]
    OWNERSHIP_ACT_PROPOSE: _ClassVar[OwnershipAct]
    OWNERSHIP_ACT_HAND_OVER: _ClassVar[OwnershipAct]
    OWNERSHIP_ACT_ASSIGN_PERSON: _ClassVar[OwnershipAct]
    OWNERSHIP_ACT_ESCALATE: _ClassVar[OwnershipAct]
    OWNERSHIP_ACT_LAPSE: _ClassVar[OwnershipAct]
    OWNERSHIP_ACT_REMIND: _ClassVar[OwnershipAct]
    OWNERSHIP_ACT_REHOME: _ClassVar[OwnershipAct]
OWNERSHIP_STATE_UNSPECIFIED: OwnershipState
OWNERSHIP_STATE_ASKED: OwnershipState
OWNERSHIP_STATE_ACCEPTED: OwnershipState
OWNERSHIP_STATE_PROPOSED: OwnershipState
OWNERSHIP_STATE_HANDING_OVER: OwnershipState
OWNERSHIP_ACT_UNSPECIFIED: OwnershipAct
OWNERSHIP_ACT_ASSIGN: OwnershipAct
OWNERSHIP_ACT_ACCEPT: OwnershipAct
OWNERSHIP_ACT_DECLINE: OwnershipAct
OWNERSHIP_ACT_PROPOSE: OwnershipAct
OWNERSHIP_ACT_HAND_OVER: OwnershipAct
OWNERSHIP_ACT_ASSIGN_PERSON: OwnershipAct
OWNERSHIP_ACT_ESCALATE: OwnershipAct
OWNERSHIP_ACT_LAPSE: OwnershipAct
OWNERSHIP_ACT_REMIND: OwnershipAct
OWNERSHIP_ACT_REHOME: OwnershipAct

class Ownership(_message.Message):
    __slots__ = ("name", "team", "fallback", "likely", "reasons", "uncertain", "person", "state", "asked_team", "passed_teams", "severity", "held_since", "answer_due_at", "etag", "updated_at")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    FALLBACK_FIELD_NUMBER: _ClassVar[int]
    LIKELY_FIELD_NUMBER: _ClassVar[int]
    REASONS_FIELD_NUMBER: _ClassVar[int]
    UNCERTAIN_FIELD_NUMBER: _ClassVar[int]
    PERSON_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    ASKED_TEAM_FIELD_NUMBER: _ClassVar[int]
    PASSED_TEAMS_FIELD_NUMBER: _ClassVar[int]
    SEVERITY_FIELD_NUMBER: _ClassVar[int]
    HELD_SINCE_FIELD_NUMBER: _ClassVar[int]
    ANSWER_DUE_AT_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    UPDATED_AT_FIELD_NUMBER: _ClassVar[int]
    name: str
    team: str
    fallback: bool
    likely: bool
    reasons: _containers.RepeatedScalarFieldContainer[str]
    uncertain: _containers.RepeatedScalarFieldContainer[str]
    person: str
    state: OwnershipState
    asked_team: str
    passed_teams: _containers.RepeatedScalarFieldContainer[str]
    severity: _policy_pb2.Severity
    held_since: _timestamp_pb2.Timestamp
    answer_due_at: _timestamp_pb2.Timestamp
    etag: str
    updated_at: _timestamp_pb2.Timestamp
    def __init__(self, name: _Optional[str] = ..., team: _Optional[str] = ..., fallback: bool = ..., likely: bool = ..., reasons: _Optional[_Iterable[str]] = ..., uncertain: _Optional[_Iterable[str]] = ..., person: _Optional[str] = ..., state: _Optional[_Union[OwnershipState, str]] = ..., asked_team: _Optional[str] = ..., passed_teams: _Optional[_Iterable[str]] = ..., severity: _Optional[_Union[_policy_pb2.Severity, str]] = ..., held_since: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., answer_due_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., etag: _Optional[str] = ..., updated_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class OwnershipEvent(_message.Message):
    __slots__ = ("ownership", "number", "act", "actor", "team", "to_team", "person", "reason", "occurred_at", "state", "holder")
    OWNERSHIP_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    ACT_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    TO_TEAM_FIELD_NUMBER: _ClassVar[int]
    PERSON_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    HOLDER_FIELD_NUMBER: _ClassVar[int]
    ownership: str
    number: int
    act: OwnershipAct
    actor: str
    team: str
    to_team: str
    person: str
    reason: str
    occurred_at: _timestamp_pb2.Timestamp
    state: OwnershipState
    holder: str
    def __init__(self, ownership: _Optional[str] = ..., number: _Optional[int] = ..., act: _Optional[_Union[OwnershipAct, str]] = ..., actor: _Optional[str] = ..., team: _Optional[str] = ..., to_team: _Optional[str] = ..., person: _Optional[str] = ..., reason: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., state: _Optional[_Union[OwnershipState, str]] = ..., holder: _Optional[str] = ...) -> None: ...

class GetOwnershipRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListOwnershipEventsRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListOwnershipEventsResponse(_message.Message):
    __slots__ = ("ownership_events", "next_page_token")
    OWNERSHIP_EVENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    ownership_events: _containers.RepeatedCompositeFieldContainer[OwnershipEvent]
    next_page_token: str
    def __init__(self, ownership_events: _Optional[_Iterable[_Union[OwnershipEvent, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class AcceptOwnershipRequest(_message.Message):
    __slots__ = ("name", "team", "person", "reason", "etag", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    PERSON_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    team: str
    person: str
    reason: str
    etag: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., team: _Optional[str] = ..., person: _Optional[str] = ..., reason: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class DeclineOwnershipRequest(_message.Message):
    __slots__ = ("name", "team", "reason", "etag", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    team: str
    reason: str
    etag: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., team: _Optional[str] = ..., reason: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class ProposeOwnerRequest(_message.Message):
    __slots__ = ("name", "team", "proposed_team", "reason", "etag", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    PROPOSED_TEAM_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    team: str
    proposed_team: str
    reason: str
    etag: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., team: _Optional[str] = ..., proposed_team: _Optional[str] = ..., reason: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class HandOverOwnershipRequest(_message.Message):
    __slots__ = ("name", "team", "to_team", "reason", "etag", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    TO_TEAM_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    team: str
    to_team: str
    reason: str
    etag: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., team: _Optional[str] = ..., to_team: _Optional[str] = ..., reason: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...

class AssignPersonRequest(_message.Message):
    __slots__ = ("name", "team", "person", "reason", "etag", "request_id")
    NAME_FIELD_NUMBER: _ClassVar[int]
    TEAM_FIELD_NUMBER: _ClassVar[int]
    PERSON_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    ETAG_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    name: str
    team: str
    person: str
    reason: str
    etag: str
    request_id: str
    def __init__(self, name: _Optional[str] = ..., team: _Optional[str] = ..., person: _Optional[str] = ..., reason: _Optional[str] = ..., etag: _Optional[str] = ..., request_id: _Optional[str] = ...) -> None: ...
