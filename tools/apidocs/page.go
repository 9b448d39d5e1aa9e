package main

import (
	"fmt"
	"path"
	"strings"

	"google.golang.org/protobuf/compiler/protogen"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/throughline-cx/throughline/tools/apidocs/examples"
)

const generated = "<!-- Made from proto/ by `make generate`: change the comments there. -->\n"

// page is the page of one proto file.
type page struct {
	file     *protogen.File
	out      *protogen.GeneratedFile
	examples map[string]examples.Example
}

// pageOf returns the name of a file's page.
func pageOf(f protoreflect.FileDescriptor) string {
	return strings.TrimSuffix(path.Base(f.Path()), ".proto") + ".md"
}

// title is what a page is called.
func (p *page) title() string { return strings.TrimSuffix(pageOf(p.file.Desc), ".md") }

func (p *page) write() {
	p.out.P(generated)
	p.out.P("# ", p.title())
	p.out.P()
	if about := p.about(); about != "" {
		p.out.P(about)
		p.out.P()
	}
	for _, s := range p.file.Services {
		p.service(s)
	}
	for _, m := range p.file.Messages {
		p.message(m)
	}
	for _, e := range p.file.Enums {
		p.enum(e)
	}
}

// about returns the comment that stands before the file's package.
func (p *page) about() string {
	const packageField = 2 // of google.protobuf.FileDescriptorProto
	loc := p.file.Desc.SourceLocations().ByPath(protoreflect.SourcePath{packageField})
	return comment(protogen.Comments(loc.LeadingComments))
}

func (p *page) service(s *protogen.Service) {
	p.out.P("## ", s.Desc.Name())
	p.out.P()
	p.out.P(comment(s.Comments.Leading))
	p.out.P()
	for _, m := range s.Methods {
		p.method(m)
	}
}

func (p *page) method(m *protogen.Method) {
	p.out.P("### ", m.Desc.Name())
	p.out.P()
	p.out.P(comment(m.Comments.Leading))
	p.out.P()
	p.out.P("| | |")
	p.out.P("|---|---|")
	p.out.P("| gRPC, Connect | `", m.Desc.Parent().FullName(), "/", m.Desc.Name(), "` |")
	for _, b := range bindings(m) {
		p.out.P("| JSON | `", b, "` |")
	}
	p.out.P("| request | ", streamed(m.Desc.IsStreamingClient()), p.link(m.Input.Desc), " |")
	p.out.P("| response | ", streamed(m.Desc.IsStreamingServer()), p.link(m.Output.Desc), " |")
	p.out.P()
	p.example(m)
}

func streamed(is bool) string {
	if is {
		return "stream of "
	}
	return ""
}

func (p *page) message(m *protogen.Message) {
	if m.Desc.IsMapEntry() {
		return
	}
	p.out.P("## ", nameOf(m.Desc))
	p.out.P()
	p.out.P(comment(m.Comments.Leading))
	p.out.P()
	if len(m.Fields) > 0 {
		p.out.P("| field | type | |")
		p.out.P("|---|---|---|")
	}
	for _, f := range m.Fields {
		p.out.P("| `", f.Desc.Name(), "` | ", p.typeOf(f), " | ", cell(about(f)), " |")
	}
	p.out.P()
	for _, inner := range m.Messages {
		p.message(inner)
	}
	for _, e := range m.Enums {
		p.enum(e)
	}
}

func (p *page) enum(e *protogen.Enum) {
	p.out.P("## ", nameOf(e.Desc))
	p.out.P()
	p.out.P(comment(e.Comments.Leading))
	p.out.P()
	p.out.P("| value | |")
	p.out.P("|---|---|")
	for _, v := range e.Values {
		p.out.P("| `", v.Desc.Name(), "` | ", cell(comment(v.Comments.Leading)), " |")
	}
	p.out.P()
}

// typeOf returns a field's type, linked where it has a page of its own.
func (p *page) typeOf(f *protogen.Field) string {
	d := f.Desc
	switch {
	case d.IsMap():
		return fmt.Sprintf("map of %s to %s", d.MapKey().Kind(), p.plain(d.MapValue()))
	case d.IsList():
		return "list of " + p.plain(d)
	}
	return p.plain(d)
}

func (p *page) plain(d protoreflect.FieldDescriptor) string {
	switch {
	case d.Message() != nil:
		return p.link(d.Message())
	case d.Enum() != nil:
		return p.link(d.Enum())
	}
	return d.Kind().String()
}

// link returns the name of a message or enum, linked to where it is described.
func (p *page) link(d protoreflect.Descriptor) string {
	file := d.ParentFile()
	if file.Package() != p.file.Desc.Package() {
		return "`" + string(d.FullName()) + "`"
	}
	to := "#" + strings.ToLower(strings.ReplaceAll(nameOf(d), ".", ""))
	if file.Path() != p.file.Desc.Path() {
		to = pageOf(file) + to
	}
	return "[" + nameOf(d) + "](" + to + ")"
}

// nameOf returns a name within its package.
func nameOf(d protoreflect.Descriptor) string {
	return strings.TrimPrefix(string(d.FullName()), string(d.ParentFile().Package())+".")
}

// writeIndex writes the page that lists the others.
func writeIndex(out *protogen.GeneratedFile, pages []*page) {
	out.P(generated)
	out.P("# The API, method by method")
	out.P()
	out.P("The same methods answer through gRPC, Connect, gRPC-Web and JSON. What an error says, and the reason of each, is in [errors](errors.md).")
	out.P("The example of each method is what a test sends through the JSON gateway and gets back. Fields that are zero or empty are left out of")
	out.P("the answers, and `", examples.Cut, "` stands for what was cut: the rest of a list, a message within, a token, a secret.")
	out.P()
	out.P("What takes long has no resource of its own as in AIP-151. A rereading, which reads a tenant's history again, goes on in the background:")
	out.P("[StartRereading](review.md#startrereading) answers at once, [GetRereading](review.md#getrereading) tells how far it is, and")
	out.P("[DiscardRereading](review.md#discardrereading) ends it. An import is the client's: it pushes in batches, and one that broke off goes on where")
	out.P("it was, since what is stored is recognised. [SimulatePolicy](policy.md#simulatepolicy), [JudgeHistory](alert.md#judgehistory) and the previews")
	out.P("answer in the call itself; it stops when the caller cancels it or its deadline passes, so give it one of minutes.")
	out.P()
	for _, p := range pages {
		for _, s := range p.file.Services {
			out.P("## [", s.Desc.Name(), "](", pageOf(p.file.Desc), "#", strings.ToLower(string(s.Desc.Name())), ")")
			out.P()
			for _, m := range s.Methods {
				first, _, _ := strings.Cut(comment(m.Comments.Leading), ". ")
				out.P("- [", m.Desc.Name(), "](", pageOf(p.file.Desc), "#", strings.ToLower(string(m.Desc.Name())), "): ", cell(strings.TrimSuffix(first, ".")))
			}
			out.P()
		}
	}
}
