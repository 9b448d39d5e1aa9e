import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from throughline.v1 import reading_pb2 as _reading_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ReadingNumber(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    READING_NUMBER_UNSPECIFIED: _ClassVar[ReadingNumber]
    READING_NUMBER_INTERACTIONS: _ClassVar[ReadingNumber]
    READING_NUMBER_VOICES: _ClassVar[ReadingNumber]
    READING_NUMBER_UNIDENTIFIED_VOICES: _ClassVar[ReadingNumber]
    READING_NUMBER_CUSTOMERS: _ClassVar[ReadingNumber]
    READING_NUMBER_ACCOUNTS: _ClassVar[ReadingNumber]
    READING_NUMBER_HIGH_VALUE_ACCOUNTS: _ClassVar[ReadingNumber]
    READING_NUMBER_HOUSEHOLDS: _ClassVar[ReadingNumber]
    READING_NUMBER_LOCATIONS: _ClassVar[ReadingNumber]
    READING_NUMBER_PRODUCT_LINES: _ClassVar[ReadingNumber]
    READING_NUMBER_CHANNELS: _ClassVar[ReadingNumber]
    READING_NUMBER_SOURCES: _ClassVar[ReadingNumber]
    READING_NUMBER_DISTINCT_DAYS: _ClassVar[ReadingNumber]
    READING_NUMBER_DISTINCT_WEEKS: _ClassVar[ReadingNumber]
    READING_NUMBER_COPIES: _ClassVar[ReadingNumber]
    READING_NUMBER_FLAGGED_SIMILAR: _ClassVar[ReadingNumber]
    READING_NUMBER_UNVALUED_ACCOUNTS: _ClassVar[ReadingNumber]
    READING_NUMBER_UNLINKED_RECORDS: _ClassVar[ReadingNumber]
    READING_NUMBER_RENEWALS_DUE: _ClassVar[ReadingNumber]
    READING_NUMBER_CORROBORATED: _ClassVar[ReadingNumber]
    READING_NUMBER_EXPOSURE_ACCOUNTS: _ClassVar[ReadingNumber]
    READING_NUMBER_EXPOSURE_RECORDS: _ClassVar[ReadingNumber]
READING_NUMBER_UNSPECIFIED: ReadingNumber
READING_NUMBER_INTERACTIONS: ReadingNumber
READING_NUMBER_VOICES: ReadingNumber
READING_NUMBER_UNIDENTIFIED_VOICES: ReadingNumber
READING_NUMBER_CUSTOMERS: ReadingNumber
READING_NUMBER_ACCOUNTS: ReadingNumber
READING_NUMBER_HIGH_VALUE_ACCOUNTS: ReadingNumber
READING_NUMBER_HOUSEHOLDS: ReadingNumber
READING_NUMBER_LOCATIONS: ReadingNumber
READING_NUMBER_PRODUCT_LINES: ReadingNumber
READING_NUMBER_CHANNELS: ReadingNumber
READING_NUMBER_SOURCES: ReadingNumber
READING_NUMBER_DISTINCT_DAYS: ReadingNumber
READING_NUMBER_DISTINCT_WEEKS: ReadingNumber
READING_NUMBER_COPIES: ReadingNumber
READING_NUMBER_FLAGGED_SIMILAR: ReadingNumber
READING_NUMBER_UNVALUED_ACCOUNTS: ReadingNumber
READING_NUMBER_UNLINKED_RECORDS: ReadingNumber
READING_NUMBER_RENEWALS_DUE: ReadingNumber
READING_NUMBER_CORROBORATED: ReadingNumber
READING_NUMBER_EXPOSURE_ACCOUNTS: ReadingNumber
READING_NUMBER_EXPOSURE_RECORDS: ReadingNumber

class ListReadingMembersRequest(_message.Message):
    __slots__ = ("parent", "number", "location_id", "product_line", "channel", "source", "day", "exposure_kind", "currency", "page_size", "page_token")
    PARENT_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    LOCATION_ID_FIELD_NUMBER: _ClassVar[int]
    PRODUCT_LINE_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    EXPOSURE_KIND_FIELD_NUMBER: _ClassVar[int]
    CURRENCY_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    parent: str
    number: ReadingNumber
    location_id: str
    product_line: str
    channel: str
    source: str
    day: str
    exposure_kind: _reading_pb2.ExposureKind
    currency: str
    page_size: int
    page_token: str
    def __init__(self, parent: _Optional[str] = ..., number: _Optional[_Union[ReadingNumber, str]] = ..., location_id: _Optional[str] = ..., product_line: _Optional[str] = ..., channel: _Optional[str] = ..., source: _Optional[str] = ..., day: _Optional[str] = ..., exposure_kind: _Optional[_Union[_reading_pb2.ExposureKind, str]] = ..., currency: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListReadingMembersResponse(_message.Message):
    __slots__ = ("members", "total_size", "read_at", "window", "next_page_token")
    MEMBERS_FIELD_NUMBER: _ClassVar[int]
    TOTAL_SIZE_FIELD_NUMBER: _ClassVar[int]
    READ_AT_FIELD_NUMBER: _ClassVar[int]
    WINDOW_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    members: _containers.RepeatedCompositeFieldContainer[ReadingMember]
    total_size: int
    read_at: _timestamp_pb2.Timestamp
    window: _reading_pb2.Window
    next_page_token: str
    def __init__(self, members: _Optional[_Iterable[_Union[ReadingMember, _Mapping]]] = ..., total_size: _Optional[int] = ..., read_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., window: _Optional[_Union[_reading_pb2.Window, _Mapping]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ReadingMember(_message.Message):
    __slots__ = ("key", "interaction")
    KEY_FIELD_NUMBER: _ClassVar[int]
    INTERACTION_FIELD_NUMBER: _ClassVar[int]
    key: str
    interaction: _reading_pb2.InteractionReference
    def __init__(self, key: _Optional[str] = ..., interaction: _Optional[_Union[_reading_pb2.InteractionReference, _Mapping]] = ...) -> None: ...
