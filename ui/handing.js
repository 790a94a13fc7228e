// Buttons that hand out files. A click sends its own mark to the server; the file that comes back with that mark is saved,
// once, and the server is told so that it can forget it. A file whose mark nobody here waits for is not saved:
// after a reload the page holds no marks.

const waiting = new Set(); // marks whose file has not come yet; outlives the element, which Streamlit may draw anew

export default function ({ parentElement, data, setStateValue, setTriggerValue }) {
  const row = parentElement.querySelector(".buttons");
  const told = parentElement.querySelector("[role=status]");
  if (row.dataset.labels !== data.labels.join("\n")) {
    row.dataset.labels = data.labels.join("\n");
    row.replaceChildren(...data.labels.map((label) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      return button;
    }));
  }
  [...row.children].forEach((button, place) => {
    button.onclick = () => {
      const mark = crypto.getRandomValues(new Uint32Array(2)).join("-");
      waiting.add(mark);
      button.setAttribute("aria-busy", "true");
      told.textContent = "正在生成文件…";
      setTriggerValue("asked", { mark, button: place });
    };
  });
  const made = data.made;
  if (!made || !waiting.delete(made.mark)) return;
  for (const button of row.children) button.removeAttribute("aria-busy");
  told.textContent = made.told ?? "";
  if (made.file) save(made);
  setStateValue("saved", made.mark);
}

function save({ file, name, mime }) {
  const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: mime }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
