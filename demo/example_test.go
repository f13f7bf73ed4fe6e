package demo_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/qcompiler/qcompiler/demo"
	"github.com/qcompiler/qcompiler/retriever"
)

func ExampleOpen() {
	dir, err := os.MkdirTemp("", "") // leave Dir empty to keep the index in the user's cache
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	index, err := demo.Open(context.Background(), demo.Options{Dir: dir})
	if err != nil {
		log.Fatal(err)
	}
	defer index.Close()
	found, err := index.Retrieve(context.Background(), "Who directed Aliens?", retriever.WithTopK(2))
	if err != nil {
		log.Fatal(err)
	}
	for _, passage := range found {
		fmt.Println(passage.Title)
	}
	// Output:
	// Aliens (film)
	// Alien (film)
}
