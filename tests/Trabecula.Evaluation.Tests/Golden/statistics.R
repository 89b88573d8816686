# Makes predictions.csv and statistics.csv, by which StatisticsGoldenTests hold this project's statistics to R's.
# Run in this folder:  Rscript statistics.R
# Made by R 4.2.2 with pROC 1.18.0, psych 2.2.9, vcd 1.4.11, epiR 2.0.57, boot 1.3.28.1 of Debian 12:
# apt-get install r-base-core r-cran-proc r-cran-psych r-cran-vcd r-cran-epir r-cran-boot
suppressPackageStartupMessages({
  library(pROC); library(psych); library(vcd); library(epiR)
})
set.seed(20250709)
n <- 150
id <- sprintf("P%03d", 1:n)
sex <- ifelse(runif(n) < 0.66, "F", "M")
age <- round(pmin(pmax(rnorm(n, 65, 11), 40), 90), 1)
height <- round(ifelse(sex == "M", rnorm(n, 164, 6), rnorm(n, 151, 6)), 1)
weight <- round(pmax(rnorm(n, ifelse(sex == "M", 62, 52), 8), 32), 1)
measured <- round(pmin(pmax(1.20 - 0.006 * age + 0.002 * weight + ifelse(sex == "M", 0.08, 0) + rnorm(n, 0, 0.12), 0.35), 1.8), 4)
film <- round(0.12 + 0.88 * measured + rnorm(n, 0, 0.075), 4)
both <- round(0.08 + 0.92 * measured + rnorm(n, 0, 0.06), 4)
half <- round(0.11 + 0.06 * runif(n), 4)
cut1 <- 1.047 - 0.110; cut2 <- 1.047 - 2.5 * 0.110
category <- function(x) ifelse(x <= cut2, "osteoporosis", ifelse(x < cut1, "osteopenia", "normal"))
p1 <- function(x) round(pnorm((cut1 - x) / 0.08), 3)   # rounded: ties are wanted
p2 <- function(x) pmin(round(pnorm((cut2 - x) / 0.08), 3), p1(x))
fold <- sample(rep(0:4, length.out = n))
row <- function(model, estimate, k, rep_no, rows) data.frame(
  subject_id = id[rows], model = model, fold = fold[rows], site = "lumbar_l1_l4", measured_bmd = measured[rows],
  estimated_bmd = estimate, lower90 = round(estimate - half[rows], 4), upper90 = round(estimate + half[rows], 4),
  measured_category = category(measured[rows]), estimated_category = category(estimate),
  p_osteopenia_or_worse = p1(estimate), p_osteoporosis = p2(estimate), sex = sex[rows], age_years = age[rows],
  height_cm = height[rows], weight_kg = weight[rows], repeat_no = rep_no)
again <- 1:40
film2 <- round(film[again] + rnorm(40, 0, 0.02), 4)
third <- 1:10
film3 <- round(film[third] + rnorm(10, 0, 0.02), 4)
table <- rbind(row("film", film, 1, 1, 1:n), row("film + covariates", both, 1, 1, 1:n),
               row("film", film2, 1, 2, again), row("film", film3, 1, 3, third))
names(table)[names(table) == "repeat_no"] <- "repeat"
table$population <- "in-silico"
write.csv(table, "predictions.csv", row.names = FALSE, quote = FALSE)

out <- data.frame(name = character(), value = character())
put <- function(name, value) out[nrow(out) + 1, ] <<- list(name, formatC(as.numeric(value), digits = 17, format = "g"))
put3 <- function(name, v) { put(name, v[1]); put(paste0(name, ".lower"), v[2]); put(paste0(name, ".upper"), v[3]) }
m <- measured; e <- film; d <- e - m

put("mae", mean(abs(d))); put("rmse", sqrt(mean(d^2))); put("r2", 1 - sum(d^2) / sum((m - mean(m))^2))
ct <- cor.test(m, e); put3("pearson", c(ct$estimate, ct$conf.int))
icc <- psych::ICC(cbind(m, e), lmer = FALSE)$results[2, ]; put3("icc", c(icc$ICC, icc$`lower bound`, icc$`upper bound`))
ccc <- epiR::epi.ccc(m, e)$rho.c; put3("ccc", c(ccc$est, ccc$lower, ccc$upper))
tt <- t.test(d); put3("bias", c(mean(d), tt$conf.int)); put("sd", sd(d))
z <- qnorm(0.975); s <- sd(d); half_limit <- qt(0.975, n - 1) * s * sqrt(1 / n + z^2 / (2 * (n - 1)))
put3("loa_lower", mean(d) - z * s + c(0, -half_limit, half_limit)); put3("loa_upper", mean(d) + z * s + c(0, -half_limit, half_limit))
average <- (m + e) / 2; pb <- lm(d ~ average)
put3("proportional_slope", c(coef(pb)[2], confint(pb)[2, ])); put("proportional_p", summary(pb)$coefficients[2, 4])
cal <- lm(m ~ e); put3("calibration_slope", c(coef(cal)[2], confint(cal)[2, ])); put3("calibration_intercept", c(coef(cal)[1], confint(cal)[1, ]))

levels3 <- c("normal", "osteopenia", "osteoporosis")
tab <- table(factor(category(m), levels3), factor(category(e), levels3))
for (i in 1:3) for (j in 1:3) put(paste0("matrix.", levels3[i], ".", levels3[j]), tab[i, j])
for (w in c("Equal-Spacing", "Fleiss-Cohen")) {
  k <- vcd::Kappa(tab, weights = w)$Weighted
  put3(if (w == "Equal-Spacing") "kappa_linear" else "kappa_quadratic", c(k[1], k[1] - z * k[2], k[1] + z * k[2]))
}
put("kappa_quadratic_psych", psych::cohen.kappa(tab)$weighted.kappa)
wilson <- function(x, n) c(x / n, prop.test(x, n, correct = FALSE)$conf.int)
for (endpoint in c("osteopenia_or_worse", "osteoporosis")) {
  worse <- function(x) if (endpoint == "osteoporosis") category(x) == "osteoporosis" else category(x) != "normal"
  ill <- worse(m); pos <- worse(e)
  tp <- sum(ill & pos); fp <- sum(!ill & pos); fn <- sum(ill & !pos); tn <- sum(!ill & !pos)
  q <- function(x) paste0(endpoint, ".", x)
  put3(q("sensitivity"), wilson(tp, tp + fn)); put3(q("specificity"), wilson(tn, tn + fp))
  put3(q("ppv"), wilson(tp, tp + fp)); put3(q("npv"), wilson(tn, tn + fn)); put3(q("accuracy"), wilson(tp + tn, n))
  ratio <- function(a, na, b, nb) { v <- (a / na) / (b / nb); se <- sqrt(1 / a - 1 / na + 1 / b - 1 / nb); v * exp(c(0, -z * se, z * se)) }
  put3(q("lr_positive"), ratio(tp, tp + fn, fp, fp + tn)); put3(q("lr_negative"), ratio(fn, tp + fn, tn, fp + tn))
  p <- if (endpoint == "osteoporosis") p2(e) else p1(e); pb2 <- if (endpoint == "osteoporosis") p2(both) else p1(both)
  r1 <- roc(ill, p, direction = "<", quiet = TRUE); r2 <- roc(ill, pb2, direction = "<", quiet = TRUE)
  a <- as.numeric(ci.auc(r1, method = "delong")); put3(q("auroc"), a[c(2, 1, 3)])
  put(q("auroc_second"), auc(r2)); rt <- roc.test(r1, r2, method = "delong", paired = TRUE)
  put(q("auroc_difference"), auc(r1) - auc(r2)); put(q("delong_p"), rt$p.value)
  se <- abs((auc(r1) - auc(r2)) / rt$statistic); put(q("auroc_difference.lower"), auc(r1) - auc(r2) - z * se); put(q("auroc_difference.upper"), auc(r1) - auc(r2) + z * se)
  # Average precision over falling distinct thresholds.
  ap <- 0; last <- 0
  for (t in sort(unique(p), decreasing = TRUE)) {
    hit <- sum(ill & p >= t); ap <- ap + (hit - last) / sum(ill) * hit / sum(p >= t); last <- hit
  }
  put(q("average_precision"), ap); put(q("brier"), mean((p - ill)^2))
  for (t in c(0.1, 0.25, 0.5)) {
    put(q(paste0("net_benefit.", t)), sum(ill & p >= t) / n - sum(!ill & p >= t) / n * t / (1 - t))
    put(q(paste0("net_benefit_all.", t)), mean(ill) - (1 - mean(ill)) * t / (1 - t))
  }
  o <- order(p); bins <- floor((0:10) * n / 10)
  for (b in 1:10) {
    rows <- o[(bins[b] + 1):bins[b + 1]]
    put(q(paste0("bin", b, ".predicted")), mean(p[rows])); put3(q(paste0("bin", b, ".observed")), wilson(sum(ill[rows]), length(rows)))
  }
}
lo <- round(e - half, 4); hi <- round(e + half, 4); inside <- m >= lo & m <= hi
put3("coverage", wilson(sum(inside), n)); put("interval_width", mean(hi - lo))
o <- order(hi - lo); put("sure_half_mae", mean(abs(d)[o][1:75]))

certainty <- round(ifelse(category(e) == "normal", 1 - p1(e), ifelse(category(e) == "osteopenia", p1(e) - p2(e), p2(e))), 9)
for (t in c(0, 0.6, 0.8, 0.9)) {
  told <- certainty >= t; q <- function(x) paste0("sure.", t, ".", x)
  put3(q("answered"), wilson(sum(told), n)); put3(q("wrong"), wilson(sum(told & category(e) != category(m)), sum(told)))
}

people <- lapply(again, function(i) c(film[i], film2[i], if (i <= 10) film3[i]))
ss <- sapply(people, function(x) sum((x - mean(x))^2)); df <- sum(lengths(people) - 1)
rms <- sqrt(sum(ss) / df); chi <- function(v) v * sqrt(c(1, df / qchisq(0.975, df), df / qchisq(0.025, df)))
put("repeat.freedom", df); put3("repeat.rms_sd", chi(rms)); put3("repeat.lsc", 2.77 * chi(rms))
put3("repeat.rms_cv", chi(100 * sqrt(sum(ss / sapply(people, mean)^2) / df)))

bmi <- weight / (height / 100)^2
held <- numeric(n); held_mean <- numeric(n)
for (k in 0:4) {
  data <- data.frame(m, age, male = as.numeric(sex == "M"), bmi)
  fit <- lm(m ~ age + male + bmi, data[fold != k, ]); held[fold == k] <- predict(fit, data[fold == k, ]); held_mean[fold == k] <- mean(m[fold != k])
}
put("regression.mae", mean(abs(held - m))); put("regression.r2", 1 - sum((held - m)^2) / sum((m - mean(m))^2))
put("mean.mae", mean(abs(held_mean - m))); put("regression.gain", mean(abs(held - m)) - mean(abs(d)))
ost <- trunc(0.2 * (weight - age)); ill <- category(m) == "osteoporosis"
a <- as.numeric(ci.auc(roc(ill, -ost, direction = "<", quiet = TRUE), method = "delong")); put3("ost.auroc", a[c(2, 1, 3)])
put("ost.delong_p", roc.test(roc(ill, p2(e), direction = "<", quiet = TRUE), roc(ill, -ost, direction = "<", quiet = TRUE), method = "delong", paired = TRUE)$p.value)
put3("ost.sensitivity", wilson(sum(ill & ost <= -1), sum(ill)))
for (g in c("F", "M")) { put(paste0("subgroup.", g, ".mae"), mean(abs(d[sex == g]))); put(paste0("subgroup.", g, ".bias"), mean(d[sex == g])) }
sorted <- sort(d); put("quantile.025", quantile(sorted, 0.025, type = 7)); put("quantile.975", quantile(sorted, 0.975, type = 7))

# The bootstrap has its own random numbers there and here: the test allows for that.
library(boot)
bo <- boot(data.frame(m, e), function(x, i) { y <- x[i, ]; c(mean(abs(y$e - y$m)), sqrt(mean((y$e - y$m)^2)), 1 - sum((y$e - y$m)^2) / sum((y$m - mean(y$m))^2)) }, R = 20000)
for (k in 1:3) { ci <- boot.ci(bo, type = "perc", index = k)$percent[4:5]; put(paste0("boot.", c("mae", "rmse", "r2")[k], ".lower"), ci[1]); put(paste0("boot.", c("mae", "rmse", "r2")[k], ".upper"), ci[2]) }
write.csv(out, "statistics.csv", row.names = FALSE, quote = FALSE)
cat("R", as.character(getRversion()), "; ", paste(sapply(c("pROC", "psych", "vcd", "epiR", "boot"), function(p) paste(p, packageVersion(p))), collapse = ", "), "\n", sep = "")
