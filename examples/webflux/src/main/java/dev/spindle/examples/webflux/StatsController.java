package dev.spindle.examples.webflux;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.spindle.GoRuntime;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The numbers behind the page. Returns a publisher and blocks nowhere, so it answers however busy the handlers that block are. */
@RestController
class StatsController {

    private final DemoProperties properties;
    private final OrderTable orders;
    private final GoRuntime runtime;
    private final HikariDataSource dataSource;
    private final Admission admission;
    private final StreamMeter streams;
    private final CpuWork cpu;

    StatsController(
            DemoProperties properties,
            OrderTable orders,
            GoRuntime runtime,
            HikariDataSource dataSource,
            Admission admission,
            StreamMeter streams,
            CpuWork cpu) {
        this.properties = properties;
        this.orders = orders;
        this.runtime = runtime;
        this.dataSource = dataSource;
        this.admission = admission;
        this.streams = streams;
        this.cpu = cpu;
    }

    @GetMapping("/stats")
    Mono<Stats> stats() {
        return Mono.fromSupplier(() -> new Stats(
                properties.scheduler().option(),
                runtime.mode().name().toLowerCase(Locale.ROOT),
                runtime.modeReason(),
                ManagementFactory.getRuntimeMXBean().getUptime(),
                Runtime.getRuntime().availableProcessors(),
                orders.count(),
                cpu.roundsPerMillisecond(),
                admission.inside(),
                admission.admitted(),
                streams.open(),
                streams.rows(),
                connections(),
                jvm(),
                properties.scheduler() == SchedulerName.SPINDLE ? runtime.stats() : null));
    }

    private Stats.Connections connections() {
        HikariPoolMXBean pool = dataSource.getHikariPoolMXBean();
        return pool == null
                ? new Stats.Connections(0, 0, 0)
                : new Stats.Connections(
                        pool.getActiveConnections(), pool.getIdleConnections(), pool.getThreadsAwaitingConnection());
    }

    private static Stats.Jvm jvm() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new Stats.Jvm(
                threads.getThreadCount(), threads.getPeakThreadCount(), heap.getUsed(), heapLive(), heap.getMax());
    }

    private static long heapLive() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
                .sum();
    }
}
