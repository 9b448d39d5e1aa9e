// Command apidocs is a protoc plugin that writes the reference manual of the API from the proto
// files' comments: one Markdown page a file, with every service, message and enum in it.
package main

import (
	"google.golang.org/protobuf/compiler/protogen"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/pluginpb"

	"github.com/throughline-cx/throughline/tools/apidocs/examples"
)

func main() {
	protogen.Options{}.Run(func(plugin *protogen.Plugin) error {
		plugin.SupportedFeatures = uint64(pluginpb.CodeGeneratorResponse_FEATURE_PROTO3_OPTIONAL | pluginpb.CodeGeneratorResponse_FEATURE_SUPPORTS_EDITIONS)
		plugin.SupportedEditionsMinimum = descriptorpb.Edition_EDITION_PROTO3
		plugin.SupportedEditionsMaximum = descriptorpb.Edition_EDITION_2023
		shown, err := examples.All()
		if err != nil {
			return err
		}
		var pages []*page
		for _, f := range plugin.Files {
			if f.Generate {
				pages = append(pages, &page{file: f, out: plugin.NewGeneratedFile(pageOf(f.Desc), ""), examples: shown})
			}
		}
		for _, p := range pages {
			p.write()
		}
		writeIndex(plugin.NewGeneratedFile("README.md", ""), pages)
		return nil
	})
}
