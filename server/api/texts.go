package api

import (
	"strings"
	"unicode/utf8"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protopath"
	"google.golang.org/protobuf/reflect/protorange"

	"github.com/throughline-cx/throughline/server/api/intercept"
	"github.com/throughline-cx/throughline/server/journey"
)

// checkTexts returns FIELD_INVALID when a request holds text that cannot be stored or looked
// for, with the path of each. Items of a push need it not: they are judged one by one.
func checkTexts(request proto.Message) error {
	var wrong []intercept.Violation
	err := protorange.Range(request.ProtoReflect(), func(p protopath.Values) error {
		text, ok := p.Index(-1).Value.Interface().(string)
		if !ok {
			return nil
		}
		v := intercept.Violation{Field: strings.TrimPrefix(p.Path[1:].String(), ".")}
		switch {
		case !utf8.ValidString(text):
			v.Reason, v.Description = journey.ReasonInvalidUTF8, "is not UTF-8; encode it as UTF-8"
		case strings.ContainsRune(text, 0):
			v.Reason, v.Description = journey.ReasonNULByte, "holds a NUL byte; leave it out"
		default:
			return nil
		}
		wrong = append(wrong, v)
		return nil
	})
	if err != nil || len(wrong) == 0 {
		return err
	}
	return intercept.Invalid(wrong...)
}
