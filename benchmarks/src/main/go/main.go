// Command bench runs the workloads of Spindle's benchmarks on Go's own runtime and prints one JSON line for each case and
// repetition: {"case":"spawn","unit":"ns","value":801.3,"procs":2,"rep":0}.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strconv"
	"time"
)

// result is one printed line. Value is per operation where the unit is ns or B; smaller is better in every case.
type result struct {
	Case  string  `json:"case"`
	Unit  string  `json:"unit"`
	Value float64 `json:"value"`
	Procs int     `json:"procs"`
	Rep   int     `json:"rep"`
}

// emit reports one figure of the running case.
type emit func(name, unit string, value float64)

// workload is one case. A fresh one needs a process of its own for each repetition, because the runtime keeps what an
// earlier repetition made (stacks, dead goroutines); the others get one repetition that is not reported.
type workload struct {
	name  string
	fresh bool
	run   func(n int, report emit)
}

func workloads() []workload {
	all := []workload{
		{"spawn", false, spawn},
		{"spawn-steal", false, spawnSteal},
		{"spawn-capture", false, spawnCapture},
		{"successor", false, successor},
		{"successor-parallel", false, successorParallel},
		{"skynet", false, skynet},
		{"matmult", false, matmult},
		stackGrowth(10),
		stackGrowth(1000),
		{"timer-start-stop", false, timerStartStop},
		{"timer-fire", false, timerFire},
		{"timer-after", false, timerAfter},
		{"sleep", false, sleep},
		{"ping-pong", false, pingPong},
		{"ping-pong-hog", false, pingPongHog},
		{"chan-sync", false, chanSync},
		each("chan-creation", chanCreation),
		each("chan-uncontended", chanUncontended),
		each("chan-contended", chanContended),
		each("chan-nonblocking", chanNonblocking),
		each("chan-closed", chanClosed),
		each("chan-semaphore", chanSemaphore),
		{"chan-drain", false, chanDrain},
		{"select-2", false, selectOfTwo},
		each("select-uncontended", selectUncontended),
		{"select-contended", false, selectContended},
		each("select-async-contended", selectAsyncContended),
		each("select-nonblocking", selectNonblocking),
		{"select-prod-cons", false, selectProdCons},
		{"select-popular", false, selectPopular},
		{"parked-memory", true, parkedMillion},
		each("mutex-uncontended", mutexUncontended),
		each("mutex", mutexShared),
		each("mutex-slack", mutexSlack),
		each("mutex-work", mutexWork),
		each("mutex-spin", mutexSpin),
		each("mutex-no-spin", mutexNoSpin),
		each("rwmutex-write-100", rwMutex(100, 0)),
		each("rwmutex-write-10", rwMutex(10, 0)),
		each("rwmutex-work-write-100", rwMutex(100, shortWork)),
		each("rwmutex-work-write-10", rwMutex(10, shortWork)),
		each("semaphore-uncontended", semaphoreUncontended),
		each("semaphore", semaphoreShared),
		cond(1),
		cond(8),
		cond(32),
		each("once", once),
		each("waitgroup", waitGroup),
		each("waitgroup-uncontended", waitGroupUncontended),
		each("context-timeout", contextTimeout),
		each("context-common-parent", contextCommonParent),
		each("context-check", contextCheck),
		contextTree(1),
		contextTree(10),
		contextTree(100),
		contextTree(1000),
		{"crowd", true, crowds},
		{"sleep-beside-hogs", false, sleepBesideHogs},
		{"wakeup-latency", false, wakeupLatency},
		{"idle-cpu", true, idleCPU},
		{"timers", true, timers},
	}
	for _, delay := range []time.Duration{0, 1, 2, 5, 10, 20, 50, 100} {
		all = append(all, wakeups(delay*time.Microsecond))
	}
	return append(all, prodConsAll()...)
}

func main() {
	pattern := flag.String("case", ".", "run the cases whose name matches this regular expression")
	list := flag.Bool("list", false, "print the names of the cases and run none")
	reps := flag.Int("reps", 5, "repetitions of each case")
	procs := flag.Int("procs", runtime.NumCPU(), "GOMAXPROCS")
	n := flag.Int("n", 1_000_000, "operations, or goroutines, of one repetition")
	child := flag.Int("child", -1, "repetition number of a process started for one repetition (used internally)")
	flag.Parse()

	chosen, err := regexp.Compile(*pattern)
	if err != nil {
		fail("-case: %v", err)
	}
	if *reps < 1 || *procs < 1 || *n < 10 {
		fail("-reps and -procs must be at least 1, -n at least 10")
	}
	runtime.GOMAXPROCS(*procs)

	found := false
	for _, w := range workloads() {
		if !chosen.MatchString(w.name) {
			continue
		}
		found = true
		switch {
		case *list:
			fmt.Println(w.name)
		case *child >= 0:
			w.run(*n, printer(*procs, *child))
		case w.fresh:
			for rep := 0; rep < *reps; rep++ {
				runInChild(w.name, rep, *procs, *n)
			}
		default:
			w.run(*n, func(string, string, float64) {})
			for rep := 0; rep < *reps; rep++ {
				runtime.GC()
				w.run(*n, printer(*procs, rep))
			}
		}
	}
	if !found {
		fail("-case: no case matches %q", *pattern)
	}
}

func printer(procs, rep int) emit {
	out := json.NewEncoder(os.Stdout)
	return func(name, unit string, value float64) {
		if err := out.Encode(result{name, unit, value, procs, rep}); err != nil {
			fail("writing a result: %v", err)
		}
	}
}

func runInChild(name string, rep, procs, n int) {
	self, err := os.Executable()
	if err != nil {
		fail("finding the program itself: %v", err)
	}
	cmd := exec.Command(self, "-case", "^"+regexp.QuoteMeta(name)+"$", "-child", strconv.Itoa(rep),
		"-procs", strconv.Itoa(procs), "-n", strconv.Itoa(n))
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		fail("case %s: %v", name, err)
	}
}

func fail(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
	os.Exit(2)
}
