package main

import (
	"bytes"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"
)

// parkedMillion parks n goroutines on one channel and wakes them by closing it: first cold, in a process that has done nothing
// else, with the memory that they hold; then once more, warm.
func parkedMillion(n int, report emit) {
	before := settledMemory()
	cold := parkAll(n, "cold", report)
	after := settledMemory()
	report("parked-memory", "B", float64(after.runtime-before.runtime)/float64(n))
	report("parked-memory-rss", "B", float64(after.rss-before.rss)/float64(n))
	cold.wake(n, "cold", report)
	parkAll(n, "warm", report).wake(n, "warm", report)
}

// gate is where the goroutines of one round wait.
type gate struct {
	open  chan struct{}
	ended sync.WaitGroup
}

func parkAll(n int, kind string, report emit) *gate {
	g := &gate{open: make(chan struct{})}
	g.ended.Add(n)
	var arrived sync.WaitGroup
	arrived.Add(n)
	start := time.Now()
	for i := 0; i < n; i++ {
		go func() {
			arrived.Done()
			<-g.open
			g.ended.Done()
		}()
	}
	arrived.Wait()
	report("parked-memory-park-"+kind, "ns", perOp(start, n))
	return g
}

func (g *gate) wake(n int, kind string, report emit) {
	time.Sleep(100 * time.Millisecond)
	start := time.Now()
	close(g.open)
	g.ended.Wait()
	report("parked-memory-wake-"+kind, "ns", perOp(start, n))
}

type memory struct{ runtime, rss int64 }

// settledMemory is what the runtime holds for heap and stacks, and the resident set, both after a collection.
func settledMemory() memory {
	runtime.GC()
	runtime.GC()
	time.Sleep(100 * time.Millisecond)
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return memory{int64(stats.HeapSys + stats.StackSys + stats.OtherSys), residentBytes()}
}

// residentBytes reads the resident set from /proc, 0 where there is none.
func residentBytes() int64 {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	fields := bytes.Fields(text)
	if len(fields) < 2 {
		return 0
	}
	pages, err := strconv.ParseInt(string(fields[1]), 10, 64)
	if err != nil {
		return 0
	}
	return pages * int64(os.Getpagesize())
}
