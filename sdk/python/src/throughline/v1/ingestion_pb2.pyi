import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from throughline.v1 import commerce_pb2 as _commerce_pb2
from throughline.v1 import common_pb2 as _common_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class PushStatus(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PUSH_STATUS_UNSPECIFIED: _ClassVar[PushStatus]
    PUSH_STATUS_ACCEPTED: _ClassVar[PushStatus]
    PUSH_STATUS_UPDATED: _ClassVar[PushStatus]
    PUSH_STATUS_DUPLICATE: _ClassVar[PushStatus]
    PUSH_STATUS_CONFLICT: _ClassVar[PushStatus]
    PUSH_STATUS_REJECTED: _ClassVar[PushStatus]

class ViolationReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    VIOLATION_REASON_UNSPECIFIED: _ClassVar[ViolationReason]
    VIOLATION_REASON_MISSING: _ClassVar[ViolationReason]
    VIOLATION_REASON_MALFORMED: _ClassVar[ViolationReason]
    VIOLATION_REASON_UNKNOWN_VALUE: _ClassVar[ViolationReason]
    VIOLATION_REASON_OUT_OF_RANGE: _ClassVar[ViolationReason]
    VIOLATION_REASON_TOO_LONG: _ClassVar[ViolationReason]
    VIOLATION_REASON_IN_FUTURE: _ClassVar[ViolationReason]
    VIOLATION_REASON_INVALID_UTF8: _ClassVar[ViolationReason]
    VIOLATION_REASON_NUL_BYTE: _ClassVar[ViolationReason]
    VIOLATION_REASON_NO_TEXT: _ClassVar[ViolationReason]
    VIOLATION_REASON_REPEATED_IN_BATCH: _ClassVar[ViolationReason]
    VIOLATION_REASON_CONTENT_DIFFERS: _ClassVar[ViolationReason]
PUSH_STATUS_UNSPECIFIED: PushStatus
PUSH_STATUS_ACCEPTED: PushStatus
PUSH_STATUS_UPDATED: PushStatus
PUSH_STATUS_DUPLICATE: PushStatus
PUSH_STATUS_CONFLICT: PushStatus
PUSH_STATUS_REJECTED: PushStatus
VIOLATION_REASON_UNSPECIFIED: ViolationReason
VIOLATION_REASON_MISSING: ViolationReason
VIOLATION_REASON_MALFORMED: ViolationReason
VIOLATION_REASON_UNKNOWN_VALUE: ViolationReason
VIOLATION_REASON_OUT_OF_RANGE: ViolationReason
VIOLATION_REASON_TOO_LONG: ViolationReason
VIOLATION_REASON_IN_FUTURE: ViolationReason
VIOLATION_REASON_INVALID_UTF8: ViolationReason
VIOLATION_REASON_NUL_BYTE: ViolationReason
VIOLATION_REASON_NO_TEXT: ViolationReason
VIOLATION_REASON_REPEATED_IN_BATCH: ViolationReason
VIOLATION_REASON_CONTENT_DIFFERS: ViolationReason

class Interaction(_message.Message):
    __slots__ = ("name", "source_system", "external_id", "source", "channel", "occurred_at", "received_at", "customer_id", "account_id", "location_id", "product_line", "attributes", "turns", "language", "unsupported_language")
    class AttributesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    NAME_FIELD_NUMBER: _ClassVar[int]
    SOURCE_SYSTEM_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_AT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_ID_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    LOCATION_ID_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_LINE_FIELD_NUMBER: _ClassVar[int]
    ATTRIBUTES_FIELD_NUMBER: _ClassVar[int]
    TURNS_FIELD_NUMBER: _ClassVar[int]
    LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    UNSUPPORTED_LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    name: str
    source_system: str
    external_id: str
    source: str
    channel: str
    occurred_at: _timestamp_pb2.Timestamp
    received_at: _timestamp_pb2.Timestamp
    customer_id: str
    account_id: str
    location_id: str
    product_line: str
    attributes: _containers.ScalarMap[str, str]
    turns: _containers.RepeatedCompositeFieldContainer[Turn]
    language: str
    unsupported_language: bool
    def __init__(self, name: _Optional[str] = ..., source_system: _Optional[str] = ..., external_id: _Optional[str] = ..., source: _Optional[str] = ..., channel: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., received_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., customer_id: _Optional[str] = ..., account_id: _Optional[str] = ..., location_id: _Optional[str] = ..., product_line: _Optional[str] = ..., attributes: _Optional[_Mapping[str, str]] = ..., turns: _Optional[_Iterable[_Union[Turn, _Mapping]]] = ..., language: _Optional[str] = ..., unsupported_language: bool = ...) -> None: ...

class Turn(_message.Message):
    __slots__ = ("speaker", "text")
    SPEAKER_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    speaker: _common_pb2.Speaker
    text: str
    def __init__(self, speaker: _Optional[_Union[_common_pb2.Speaker, str]] = ..., text: _Optional[str] = ...) -> None: ...

class ItemViolation(_message.Message):
    __slots__ = ("field", "reason", "description")
    FIELD_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    field: str
    reason: ViolationReason
    description: str
    def __init__(self, field: _Optional[str] = ..., reason: _Optional[_Union[ViolationReason, str]] = ..., description: _Optional[str] = ...) -> None: ...

class PushResult(_message.Message):
    __slots__ = ("index", "status", "id", "name", "violations")
    INDEX_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    VIOLATIONS_FIELD_NUMBER: _ClassVar[int]
    index: int
    status: PushStatus
    id: str
    name: str
    violations: _containers.RepeatedCompositeFieldContainer[ItemViolation]
    def __init__(self, index: _Optional[int] = ..., status: _Optional[_Union[PushStatus, str]] = ..., id: _Optional[str] = ..., name: _Optional[str] = ..., violations: _Optional[_Iterable[_Union[ItemViolation, _Mapping]]] = ...) -> None: ...

class PushCounts(_message.Message):
    __slots__ = ("accepted", "updated", "duplicate", "conflict", "rejected")
    ACCEPTED_FIELD_NUMBER: _ClassVar[int]
    UPDATED_FIELD_NUMBER: _ClassVar[int]
    DUPLICATE_FIELD_NUMBER: _ClassVar[int]
    CONFLICT_FIELD_NUMBER: _ClassVar[int]
    REJECTED_FIELD_NUMBER: _ClassVar[int]
    accepted: int
    updated: int
    duplicate: int
    conflict: int
    rejected: int
    def __init__(self, accepted: _Optional[int] = ..., updated: _Optional[int] = ..., duplicate: _Optional[int] = ..., conflict: _Optional[int] = ..., rejected: _Optional[int] = ...) -> None: ...

class PushInteractionsRequest(_message.Message):
    __slots__ = ("parent", "interactions")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    INTERACTIONS_FIELD_NUMBER: _ClassVar[int]
    parent: str
    interactions: _containers.RepeatedCompositeFieldContainer[Interaction]
    def __init__(self, parent: _Optional[str] = ..., interactions: _Optional[_Iterable[_Union[Interaction, _Mapping]]] = ...) -> None: ...

class PushInteractionsResponse(_message.Message):
    __slots__ = ("results", "counts")
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    results: _containers.RepeatedCompositeFieldContainer[PushResult]
    counts: PushCounts
    def __init__(self, results: _Optional[_Iterable[_Union[PushResult, _Mapping]]] = ..., counts: _Optional[_Union[PushCounts, _Mapping]] = ...) -> None: ...

class StreamInteractionsRequest(_message.Message):
    __slots__ = ("parent", "interactions")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    INTERACTIONS_FIELD_NUMBER: _ClassVar[int]
    parent: str
    interactions: _containers.RepeatedCompositeFieldContainer[Interaction]
    def __init__(self, parent: _Optional[str] = ..., interactions: _Optional[_Iterable[_Union[Interaction, _Mapping]]] = ...) -> None: ...

class StreamInteractionsResponse(_message.Message):
    __slots__ = ("batches", "counts", "failures")
    BATCHES_FIELD_NUMBER: _ClassVar[int]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    FAILURES_FIELD_NUMBER: _ClassVar[int]
    batches: int
    counts: PushCounts
    failures: _containers.RepeatedCompositeFieldContainer[StreamResult]
    def __init__(self, batches: _Optional[int] = ..., counts: _Optional[_Union[PushCounts, _Mapping]] = ..., failures: _Optional[_Iterable[_Union[StreamResult, _Mapping]]] = ...) -> None: ...

class StreamResult(_message.Message):
    __slots__ = ("batch", "result")
    BATCH_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    batch: int
    result: PushResult
    def __init__(self, batch: _Optional[int] = ..., result: _Optional[_Union[PushResult, _Mapping]] = ...) -> None: ...

class PushAccountsRequest(_message.Message):
    __slots__ = ("parent", "accounts")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    ACCOUNTS_FIELD_NUMBER: _ClassVar[int]
    parent: str
    accounts: _containers.RepeatedCompositeFieldContainer[_commerce_pb2.Account]
    def __init__(self, parent: _Optional[str] = ..., accounts: _Optional[_Iterable[_Union[_commerce_pb2.Account, _Mapping]]] = ...) -> None: ...

class PushAccountsResponse(_message.Message):
    __slots__ = ("results", "counts")
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    results: _containers.RepeatedCompositeFieldContainer[PushResult]
    counts: PushCounts
    def __init__(self, results: _Optional[_Iterable[_Union[PushResult, _Mapping]]] = ..., counts: _Optional[_Union[PushCounts, _Mapping]] = ...) -> None: ...

class PushLocationsRequest(_message.Message):
    __slots__ = ("parent", "locations")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    LOCATIONS_FIELD_NUMBER: _ClassVar[int]
    parent: str
    locations: _containers.RepeatedCompositeFieldContainer[_commerce_pb2.Location]
    def __init__(self, parent: _Optional[str] = ..., locations: _Optional[_Iterable[_Union[_commerce_pb2.Location, _Mapping]]] = ...) -> None: ...

class PushLocationsResponse(_message.Message):
    __slots__ = ("results", "counts")
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    results: _containers.RepeatedCompositeFieldContainer[PushResult]
    counts: PushCounts
    def __init__(self, results: _Optional[_Iterable[_Union[PushResult, _Mapping]]] = ..., counts: _Optional[_Union[PushCounts, _Mapping]] = ...) -> None: ...

class PushCommercialRecordsRequest(_message.Message):
    __slots__ = ("parent", "commercial_records")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    COMMERCIAL_RECORDS_FIELD_NUMBER: _ClassVar[int]
    parent: str
    commercial_records: _containers.RepeatedCompositeFieldContainer[_commerce_pb2.CommercialRecord]
    def __init__(self, parent: _Optional[str] = ..., commercial_records: _Optional[_Iterable[_Union[_commerce_pb2.CommercialRecord, _Mapping]]] = ...) -> None: ...

class PushCommercialRecordsResponse(_message.Message):
    __slots__ = ("results", "counts")
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    results: _containers.RepeatedCompositeFieldContainer[PushResult]
    counts: PushCounts
    def __init__(self, results: _Optional[_Iterable[_Union[PushResult, _Mapping]]] = ..., counts: _Optional[_Union[PushCounts, _Mapping]] = ...) -> None: ...

class GetInteractionRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListInteractionsRequest(_message.Message):
    __slots__ = ("parent", "page_size", "page_token", "source_system", "external_id")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    SOURCE_SYSTEM_FIELD_NUMBER: _ClassVar[int]
    EXTERNAL_ID_FIELD_NUMBER: _ClassVar[int]
    parent: str
    page_size: int
    page_token: str
    source_system: str
    external_id: str
    def __init__(self, parent: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., source_system: _Optional[str] = ..., external_id: _Optional[str] = ...) -> None: ...

class ListInteractionsResponse(_message.Message):
    __slots__ = ("interactions", "next_page_token")
    INTERACTIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    interactions: _containers.RepeatedCompositeFieldContainer[Interaction]
    next_page_token: str
    def __init__(self, interactions: _Optional[_Iterable[_Union[Interaction, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...
