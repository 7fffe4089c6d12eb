package main

import (
	"fmt"
	"runtime"
	"sort"
	"sync/atomic"
	"syscall"
	"time"
)

const (
	settleTime = 2 * time.Second
	watchTime  = 5 * time.Second
)

// sleepBesideHogs: a goroutine that computes on every P, and one that sleeps 10 ms again and again; how late it wakes.
func sleepBesideHogs(n int, report emit) {
	sleeps := 200
	if n < 1_000_000 {
		sleeps = 50
	}
	var stop atomic.Bool
	for i := 0; i < runtime.GOMAXPROCS(0); i++ {
		go func() {
			for !stop.Load() {
			}
		}()
	}
	const nap = 10 * time.Millisecond
	late := make([]time.Duration, sleeps)
	for i := range late {
		start := time.Now()
		time.Sleep(nap)
		late[i] = time.Since(start) - nap
	}
	stop.Store(true)
	reportQuantiles("sleep-beside-hogs", "ms", float64(time.Millisecond), late, report)
}

// wakeupLatency: a goroutine waits in a receive; after a gap in which the runtime has nothing to do, another one, on a thread
// of its own, sends. Measured from the send to the first instruction behind the receive; the sender keeps its P until then, so another
// P has to wake up. Beside it the CPU time that the process spent for each wake-up on threads other than the sender's.
func wakeupLatency(n int, report emit) {
	for _, gap := range []time.Duration{10 * time.Microsecond, 50 * time.Microsecond, time.Millisecond} {
		samples := 10_000
		if gap >= time.Millisecond {
			samples = 1_000
		}
		if n < 1_000_000 {
			samples /= 20
		}
		wakeAfter(gap, samples, report)
	}
}

func wakeAfter(gap time.Duration, samples int, report emit) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	epoch := time.Now()
	requests := make(chan int64, 1)
	var waited atomic.Int64
	go func() {
		for sentAt := range requests {
			waited.Store(int64(time.Since(epoch)) - sentAt + 1)
		}
	}()
	alone := runtime.GOMAXPROCS(0) == 1
	late := make([]time.Duration, samples)
	cpu := processCPU() - threadCPU()
	for i := range late {
		pause(gap)
		waited.Store(0)
		requests <- int64(time.Since(epoch))
		for waited.Load() == 0 {
			if alone {
				runtime.Gosched()
			}
		}
		late[i] = time.Duration(waited.Load() - 1)
	}
	cpu = processCPU() - threadCPU() - cpu
	close(requests)
	name := fmt.Sprintf("wakeup-latency-%dus", gap.Microseconds())
	reportQuantiles(name, "us", float64(time.Microsecond), late, report)
	report(name+"-cpu", "us", float64(cpu)/float64(time.Microsecond)/float64(samples))
}

// idleCPU is the processor time in five seconds of a process that has worked and now keeps a thousand waiting goroutines and a sleeper.
func idleCPU(n int, report emit) {
	spawn(n, func(string, string, float64) {})
	forever := make(chan struct{})
	for i := 0; i < crowd; i++ {
		go func() { <-forever }()
	}
	go time.Sleep(time.Hour)
	runtime.GC()
	time.Sleep(settleTime)
	watch := watchTime
	if n < 1_000_000 {
		watch /= 5
	}
	before := processCPU()
	time.Sleep(watch)
	used := (processCPU() - before) * (watchTime / watch)
	report("idle-cpu", "ms", float64(used)/float64(time.Millisecond))
	close(forever)
}

func pause(gap time.Duration) {
	if gap > 500*time.Microsecond {
		time.Sleep(gap)
		return
	}
	for start := time.Now(); time.Since(start) < gap; {
	}
}

func reportQuantiles(name, unit string, scale float64, samples []time.Duration, report emit) {
	sort.Slice(samples, func(i, j int) bool { return samples[i] < samples[j] })
	last := len(samples) - 1
	report(name+"-p50", unit, float64(samples[last*50/100])/scale)
	report(name+"-p99", unit, float64(samples[last*99/100])/scale)
	report(name+"-max", unit, float64(samples[last])/scale)
}

func processCPU() time.Duration { return cpuTime(syscall.RUSAGE_SELF) }

func threadCPU() time.Duration {
	const rusageThread = 1
	return cpuTime(rusageThread)
}

func cpuTime(who int) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(who, &usage); err != nil {
		fail("getrusage: %v", err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
