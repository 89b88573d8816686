using System.Globalization;
using Trabecula.Reporting;

namespace Trabecula.Server;

/// <summary>All words of the page, each in English and in Japanese beside each other, so that none can lack one.</summary>
/// <param name="IsJapanese">Whether they are said in Japanese.</param>
internal sealed partial record PageWords(bool IsJapanese)
{
    /// <summary>Tag of the language, as HTML has it.</summary>
    public string Language => IsJapanese ? "ja" : "en";

    /// <summary>What is said of results; the printed report says the same.</summary>
    public ResultWords Results { get; } = ResultWords.In(IsJapanese ? ReportLanguage.Japanese : ReportLanguage.English);

    public string ResearchUse => Of("Research use only. Not a medical device.", "研究用です。医療機器ではありません。");
    public string ResearchUseShort => Of("Research use only", "研究用");
    public string Simulated => Of("trained on simulated films only", "シミュレーション画像のみで学習");
    public string Skip => Of("Skip to content", "本文へ移動");
    public string Estimate => Of("Estimate", "推定");
    public string Worklist => Of("Worklist", "ワークリスト");
    public string Studies => Of("Studies", "研究");
    public string Monitoring => Of("Monitoring", "モニタリング");
    public string Administration => Of("Administration", "管理");
    public string Navigation => Of("Main", "メイン");
    public string ModelInForce => Of("Model in force", "使用中のモデル");
    public string Dark => Of("Dark", "暗い表示");
    public string Light => Of("Light", "明るい表示");
    public string SignIn => Of("Sign in", "サインイン");
    public string SignInWith => Of("Sign in with {0}", "{0} でサインイン");
    public string SignOut => Of("Sign out", "サインアウト");
    public string ChangePassword => Of("Change password", "パスワードの変更");
    public string UserName => Of("User name", "ユーザー名");
    public string Password => Of("Password", "パスワード");
    public string CurrentPassword => Of("Current password", "現在のパスワード");
    public string NewPassword => Of("New password", "新しいパスワード");
    public string RepeatPassword => Of("New password again", "新しいパスワード（確認）");
    public string PasswordRule => Of("At least 12 characters. A few words that only you would put together are better than signs.", "12文字以上。記号よりも、自分だけが思いつく複数の単語の組み合わせが有効です。");
    public string MustChange => Of("This password was given to you. Choose your own before you go on.", "これは発行されたパスワードです。続ける前にご自身のパスワードに変更してください。");
    public string Denied => Of("Your role does not include this page.", "お使いの役割ではこのページを利用できません。");
    public string DeniedMeans => Of("Ask an administrator if you need it.", "必要な場合は管理者にご相談ください。");
    public string NotFound => Of("There is nothing at this address.", "このアドレスには何もありません。");
    public string ToFirst => Of("To the first page", "最初のページへ");
    public string SessionEnded => Of("Your session has ended", "セッションが終了しました");
    public string SessionEndedMeans => Of("Sign in again to go on. Films that were sent are kept, and so is every correction that was stored.", "続けるには再度サインインしてください。送信済みの画像と保存済みの修正は保持されています。");
    public string SignInAgain => Of("Sign in again", "再度サインイン");
    public string Reconnecting => Of("The connection to the server was lost. Trying again …", "サーバーとの接続が切れました。再接続しています…");
    public string Reload => Of("Reload the page", "ページを再読み込み");
    public string Tagline => Of("Bone density from one lumbar radiograph", "腰椎X線写真1枚からの骨密度推定");

    public string DropTitle => Of("Drop films here", "ここに画像をドロップ");
    public string DropMeans => Of("DICOM, PNG or JPEG, one or many, or a whole folder.", "DICOM、PNG、JPEG。1枚でも複数でも、フォルダーごとでも可能です。");
    public string ChooseFilms => Of("Choose films", "画像を選択");
    public string ChooseFolder => Of("Choose a folder", "フォルダーを選択");
    public string IfNotTold => Of("Where the file does not tell", "ファイルに情報がない場合");
    public string Sex => Of("Sex", "性別");
    public string Unstated => Of("as in the file", "ファイルのとおり");
    public string Female => Of("female", "女性");
    public string Male => Of("male", "男性");
    public string Age => Of("Age", "年齢");
    public string Years => Of("years", "歳");
    public string Films => Of("Films", "画像");
    public string FilmsSent => Of("Films of this visit", "今回の画像");
    public string Known => Of("known already", "登録済み");
    public string NoFilmYet => Of("The answer appears here", "結果はここに表示されます");
    public string NoFilmYetMeans => Of("Vertebrae are found, the film is judged, and densities are estimated in about a second.", "椎体の検出、画質の判定、骨密度の推定を約1秒で行います。");
    public string Sending => Of("sending", "送信中");
    public string OpenFilm => Of("Open", "開く");
    public string NewFilms => Of("More films", "画像を追加");

    public string Overlay => Of("Vertebrae that were found", "検出された椎体");
    public string OverlayShort => Of("Vertebrae", "椎体");
    public string Tools => Of("Viewer tools", "ビューアのツール");
    public string ToolWindow => Of("Window", "階調");
    public string ToolPan => Of("Pan", "移動");
    public string ToolZoom => Of("Zoom", "拡大");
    public string ToolLength => Of("Length", "長さ");
    public string Invert => Of("Invert", "白黒反転");
    public string Reset => Of("Reset", "元に戻す");
    public string Attribution => Of("What it rests on", "推定の根拠");
    public string AttributionMeans => Of("Orange raises the density of L1–L4, blue lowers it.", "橙はL1–L4の密度を上げ、青は下げる部分です。");
    public string Working => Of("Working …", "処理中…");
    public string PlainViewer => Of("The full viewer was not built on this server (Node.js was missing); films are shown plainly, without lengths.", "このサーバーではビューアが構築されていないため（Node.jsなし）、簡易表示です。長さは測れません。");
    public string NoSpacing => Of("The film tells no pixel spacing: lengths are in pixels.", "画素間隔の情報がないため、長さは画素単位です。");
    public string FilmNotShown => Of("The film cannot be shown", "画像を表示できません");
    public string[] Corners => IsJapanese ? ["左上の角", "右上の角", "右下の角", "左下の角"] : ["upper left corner", "upper right corner", "lower right corner", "lower left corner"];

    public string Correct => Of("Correct", "修正");
    public string CorrectMeans => Of("Drag a corner, or move it with the arrow keys. The estimate follows at once; nothing is stored until you say so.", "角をドラッグするか矢印キーで動かしてください。推定値はすぐに更新され、保存するまで記録されません。");
    public string Levels => Of("Levels", "椎体レベル");
    public string LevelUp => Of("All one level up", "すべて1つ上へ");
    public string LevelDown => Of("All one level down", "すべて1つ下へ");
    public string CorrectionNote => Of("Why (optional)", "理由（任意）");
    public string Store => Of("Store correction", "修正を保存");
    public string Cancel => Of("Cancel", "取消");
    public string Stored => Of("The correction was stored.", "修正を保存しました。");
    public string Preview => Of("Preview, not stored", "プレビュー（未保存）");
    public string CorrectedBy => Of("Corrected by {0}, {1}", "{0} が修正、{1}");
    public string Conflict => Of("Somebody else corrected this film", "他の人がこの画像を修正しました");
    public string KeepMine => Of("Keep mine", "自分の修正を残す");
    public string KeptMine => Of("Yours is kept. Store it now, and it follows theirs; both stay in the history.", "あなたの修正は残っています。保存すると、その修正の次に記録されます（履歴には両方残ります）。");
    public string ShowTheirs => Of("Show their correction", "その修正を表示");
    public string History => Of("History", "履歴");
    public string Machine => Of("The model", "モデル");

    public string EstimatedCategory => Of("Estimated category, {0} (no diagnosis)", "推定区分、{0}（診断ではありません）");
    public string NoCategory => Of("No category", "区分なし");
    public string Refused => Of("Not analysable", "解析不可");
    public string RefusedMeans => Of("No bone density is given for this film.", "この画像の骨密度は示しません。");
    public string Interval => Of("90 % interval", "90％区間");
    public string Interval90 => Of("90 %", "90％");
    public string TScore => Of("T-score", "Tスコア");
    public string ZScore => Of("Z-score", "Zスコア");
    public string Yam => Of("% YAM", "YAM ％");
    public string Region => Of("Region", "部位");
    public string Probability => Of("Probability", "確率");
    public string Densities => Of("Densities", "骨密度");
    public string ByAge => Of("On the reference curve", "参照曲線上の位置");
    public string ChartAge => Of("age, years", "年齢（歳）");
    public string ChartLegend => Of("Dot and bar: estimate with its 90 % interval. Line and dashes: mean of the reference by age, and one standard deviation to either side.", "点と縦線：推定値と90％区間。実線と破線：参照集団の年齢別平均と±1標準偏差。");
    public string NoChart => Of("Reference curves need the person's sex.", "参照曲線には性別が必要です。");
    public string Noticed => Of("What was noticed", "所見");
    public string NothingNoticed => Of("Nothing that speaks against the estimate.", "推定に反する所見はありません。");
    public string Next => Of("What to do next", "次に行うこと");
    public string Downloads => Of("Download", "ダウンロード");
    public string Priors => Of("Earlier films of this person", "この方の過去の画像");
    public string Change => Of("Change", "変化");
    public string ChangeReal => Of("more than two films of an unchanged person differ", "変化のない方の2枚の差を超えています");
    public string ChangeNone => Of("within what two films of an unchanged person differ", "変化のない方の2枚の差の範囲内です");
    public string ChangeOfModel => Of("estimated by another model: not compared", "別のモデルによる推定のため比較しません");
    public string ChangeLimit => Of("Least significant change {0} %, from simulated people.", "最小有意変化 {0}％（シミュレーションによる）。");
    public string LeftOut => Of("left out", "除外");
    public string Conflicts => Of("Another film carries the same identifier (film {0}); results of this one are not delivered.", "同じ識別子の画像（{0}）があるため、この画像の結果は送信されません。");

    public string Search => Of("Search patient, accession or file", "患者・受付番号・ファイルを検索");
    public string State => Of("State", "状態");
    public string Category => Of("Category", "区分");
    public string All => Of("all", "すべて");
    public string Patient => Of("Patient", "患者");
    public string StudyDate => Of("Film date", "撮影日");
    public string ReceivedAt => Of("Received", "受信");
    public string Lumbar => Of("L1–L4 g/cm²", "L1–L4 g/cm²");
    public string LowestT => Of("Lowest T", "最低T");
    public string Retry => Of("Try again", "再試行");
    public string Retried => Of("The film is tried again.", "再試行します。");
    public string NoFilms => Of("No film matches.", "該当する画像がありません。");
    public string NoFilmsMeans => Of("Change the search, or send films on the page Estimate.", "検索条件を変えるか、推定ページから画像を送ってください。");
    public string Unknown => Of("not known", "不明");
    public string PerPage => Of("Per page", "表示件数");
    public string Of_ => Of("{0}–{1} of {2}", "{2}件中 {0}–{1}");
    public string Previous => Of("Previous page", "前のページ");
    public string NextPage => Of("Next page", "次のページ");

    public string LastTwoWeeks => Of("The last two weeks", "過去2週間");
    public string Received => Of("Received", "受信");
    public string Refusals => Of("Refusals by reason", "解析不可の理由");
    public string NoRefusals => Of("No film was refused.", "解析不可の画像はありません。");
    public string Waiting => Of("Waiting now", "待機中");
    public string Corrected => Of("Corrected by readers", "読影者による修正");
    public string MeanBmd => Of("Mean L1–L4", "L1–L4 平均");
    public string Ever => Of("Ever received", "総受信数");
    public string Outcome => Of("What became of films, by day", "日別の結果");
    public string Troubles => Of("Health", "稼働状況");
    public string AllWell => Of("Everything answers.", "すべて正常です。");

    public string People => Of("People", "利用者");
    public string Keys => Of("API keys", "APIキー");
    public string Audit => Of("Audit log", "監査ログ");
    public string Add => Of("Add", "追加");
    public string AddPerson => Of("Add a person", "利用者を追加");
    public string DisplayName => Of("Name", "氏名");
    public string RoleName => Of("Role", "役割");
    public string LastSignIn => Of("Last sign-in", "最終サインイン");
    public string Never => Of("never", "なし");
    public string Disable => Of("Lock out", "無効化");
    public string Enable => Of("Let in again", "有効化");
    public string ResetPassword => Of("New password", "パスワード再発行");
    public string LockedOut => Of("locked out", "無効");
    public string FirstPassword => Of("First password of {0}, shown once. It must be changed at the first sign-in.", "{0} の初回パスワード（一度だけ表示）。初回サインイン時に変更が必要です。");
    public string KeyMade => Of("Key “{0}”, shown once. Programs send it as “Authorization: Bearer …”.", "キー「{0}」（一度だけ表示）。プログラムは「Authorization: Bearer …」で送信します。");
    public string AddKey => Of("Make a key", "キーを作成");
    public string KeyName => Of("What it is for", "用途");
    public string Withdraw => Of("Withdraw", "取り消す");
    public string Withdrawn => Of("withdrawn", "取消済み");
    public string Made => Of("Made", "作成");
    public string InForce => Of("in force", "有効");
    public string NoKeys => Of("No program has a key.", "キーはありません。");
    public string Verify => Of("Verify the chain", "連鎖を検証");
    public string ChainIntact => Of("All {0} entries are as they were written.", "全{0}件は記録時のままです。");
    public string ChainChanged => Of("Entry {0} was changed after it was written. Entries 1 to {1} are intact.", "{0}番は記録後に変更されています。1～{1}番は正常です。");
    public string ChainMissing => Of("Entry {0} is missing. Entries 1 to {1} are intact.", "{0}番が失われています。1～{1}番は正常です。");
    public string When => Of("When (UTC)", "日時（UTC）");
    public string Who => Of("Who", "誰が");
    public string What => Of("What", "操作");
    public string To => Of("To what", "対象");
    public string Actions => Of("Actions", "操作");

    /// <summary>A study's state.</summary>
    /// <param name="study">The study.</param>
    public string StateOf(Study study) => study.State switch
    {
        StudyState.Waiting => Of("waiting", "待機中"),
        StudyState.Running when study.IsStopWanted => Of("stopping", "停止処理中"),
        StudyState.Running => Of("running", "実行中"),
        StudyState.Stopped => Of("stopped", "停止"),
        StudyState.Done => Of("done", "完了"),
        _ => Of("failed", "失敗"),
    };

    /// <summary>A role's name.</summary>
    /// <param name="role">The role.</param>
    public string RoleOf(string role) => role switch
    {
        Role.Reader => Of("reader", "読影者"),
        Role.Researcher => Of("researcher", "研究者"),
        Role.Administrator => Of("administrator", "管理者"),
        _ => Of("no role", "役割なし"),
    };

    /// <summary>A state's name.</summary>
    /// <param name="state">The state.</param>
    public string StateOf(FilmState state) => state switch
    {
        FilmState.Received => Of("waiting", "待機中"),
        FilmState.Estimating => Of("estimating", "推定中"),
        FilmState.Estimated => Of("estimated", "推定済み"),
        FilmState.Rejected => Of("not analysable", "解析不可"),
        _ => Of("failed", "失敗"),
    };

    /// <summary>A category's name.</summary>
    /// <param name="category">The category as films have it.</param>
    public string CategoryOf(string category) => category switch
    {
        "normal" => Of("normal", "正常"),
        "osteopenia" => Of("osteopenia", "骨減少症"),
        "osteoporosis" => Of("osteoporosis", "骨粗鬆症"),
        _ => category,
    };

    /// <summary>Why somebody could not sign in or change a password.</summary>
    /// <param name="problem">The code in the address.</param>
    public string? ProblemOf(string? problem) => problem switch
    {
        "wrong" => Of("User name or password is not right.", "ユーザー名またはパスワードが正しくありません。"),
        "locked" => Of("Too many wrong passwords: this account is locked for a while. An administrator can open it.", "パスワードの誤りが多いため一時的にロックされています。管理者が解除できます。"),
        "pace" => Of("Too many tries from here; wait a minute.", "試行回数が多すぎます。1分お待ちください。"),
        "provider" => Of("The sign-in service did not let you in, or cannot be reached.", "認証サービスで許可されなかったか、接続できません。"),
        "no_role" => Of("You are known, but have no role here. Ask an administrator.", "このサーバーでの役割がありません。管理者にご相談ください。"),
        "repeated" => Of("The new passwords differ.", "新しいパスワードが一致しません。"),
        "same" => Of("Choose a password other than the one that was given to you.", "発行されたものとは別のパスワードにしてください。"),
        "mismatch" => Of("The current password is not right.", "現在のパスワードが正しくありません。"),
        "weak" => Of("The new password is too short or too uniform: at least 12 characters, five different ones.", "新しいパスワードは12文字以上、5種類以上の文字が必要です。"),
        _ => null,
    };

    /// <summary>Why a film was not taken.</summary>
    /// <param name="code">The reason's code.</param>
    /// <param name="message">Its sentence in English.</param>
    public string RefusalOf(string code, string message) => code switch
    {
        "connection_lost" => Of("The connection was lost; nothing of the file was kept. Send it again.", "接続が切れました。ファイルは保存されていません。再送してください。"),
        "session_ended" or "http_401" => Of("Your session has ended; sign in and send this film again.", "セッションが終了しました。サインインして再送してください。"),
        "too_large" => Of(message.Length > 0 ? message : "The file is larger than the server takes; nothing of it was kept.", "ファイルがサーバーの上限を超えています。保存されていません。"),
        "empty_file" => Of(message, "ファイルが空です。"),
        "too_many_films" => Of(message, "待機中の画像が多すぎます。後で再送してください。"),
        "disk_full" => Of(message, "サーバーのディスクが不足しています。"),
        "manifest_as_film" => Of("This is a table, not a film. A manifest belongs to a study; researchers start one on the page Studies.", "これは画像ではなく表です。マニフェストは研究ページで使います。"),
        _ => message.Length > 0 ? message : Of($"The server answered with {code}.", $"サーバーの応答：{code}"),
    };

    /// <summary>A number as the page writes it; no culture but one is there, and decimals have a point in both languages.</summary>
    /// <param name="value">The number, or null.</param>
    /// <param name="format">Its format.</param>
    public static string Number(double? value, string format) => value is { } number ? number.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−') : "–";

    /// <summary>Puts values into a sentence.</summary>
    /// <param name="sentence">The sentence with {0}, {1}.</param>
    /// <param name="values">The values.</param>
    public static string With(string sentence, params object?[] values) => string.Format(CultureInfo.InvariantCulture, sentence, values);

    private string Of(string english, string japanese) => IsJapanese ? japanese : english;
}
