package main

import (
	"fmt"
	"math/rand"
	"sort"
	"sync"
	"time"
)

const (
	crowdRounds   = 5
	warmUpRounds  = 20
	warmUpSize    = 20_000
	shortestSleep = 200 * time.Millisecond
	longestSleep  = 400 * time.Millisecond
)

// crowds measures a thousand goroutines at once, ten thousand and so on up to n: the time to start and park one and to wake one,
// and the processor time of one that sleeps.
func crowds(n int, report emit) {
	discard := func(string, string, float64) {}
	for i := 0; i < warmUpRounds; i++ {
		parkAll(warmUpSize, "", discard).wake(warmUpSize, "", discard)
	}
	for size := 1000; size <= n; size *= 10 {
		var parks, wakes, sleeps []float64
		for i := 0; i < crowdRounds; i++ {
			g := parkAll(size, "", func(_, _ string, value float64) { parks = append(parks, value) })
			g.wake(size, "", func(_, _ string, value float64) { wakes = append(wakes, value) })
			sleeps = append(sleeps, sleepAll(size))
		}
		report(fmt.Sprintf("crowd-park-%d", size), "ns", median(parks))
		report(fmt.Sprintf("crowd-wake-%d", size), "ns", median(wakes))
		report(fmt.Sprintf("crowd-sleep-cpu-%d", size), "ns", median(sleeps))
	}
}

// sleepAll is the processor time for each goroutine that is started, sleeps for a while and ends.
func sleepAll(n int) float64 {
	before := processCPU()
	var all sync.WaitGroup
	all.Add(n)
	for i := 0; i < n; i++ {
		go func() {
			time.Sleep(shortestSleep + time.Duration(rand.Int63n(int64(longestSleep-shortestSleep))))
			all.Done()
		}()
	}
	all.Wait()
	return float64((processCPU() - before).Nanoseconds()) / float64(n)
}

func median(values []float64) float64 {
	sort.Float64s(values)
	return values[len(values)/2]
}
